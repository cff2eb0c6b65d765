import { useEffect, useRef } from "react";

export type FormError = { field: string | null; text: string };

/** What keeps a form from being sent, above it; takes the focus, also without JavaScript. */
export function ErrorSummary({ title, errors }: { title: string; errors: FormError[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    // The page was asked for by sending the form: what kept it from being sent is what it is about.
    // oxlint-disable-next-line jsx-a11y/no-autofocus
    <div ref={box} role="group" aria-labelledby="errors" tabIndex={-1} autoFocus className="rounded-md border-2 border-alert p-5">
      <h2 id="errors" className="mb-2 text-xl">
        {title}
      </h2>
      <ul className="space-y-1">
        {errors.map(({ field, text }) => (
          <li key={field ?? text}>
            {field ? (
              <a href={`#${field}`} className="link font-semibold text-alert">
                {text}
              </a>
            ) : (
              <span className="font-semibold text-alert">{text}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
