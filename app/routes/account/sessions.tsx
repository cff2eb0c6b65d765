import { Form, useParams } from "@remix-run/react";

import { paths } from "#app/paths.ts";

type Session = { id: string; device: string; opened: string; seen: string; isThis: boolean };

/** Where a person is signed in, and the ways to end that. */
export function Sessions({ texts, sessions }: { texts: Record<"here" | "opened" | "seen" | "end" | "endOthers" | "signOut", string>; sessions: Session[] }) {
  const { lang = "" } = useParams();
  return (
    <div className="grid gap-6">
      <ul className="divide-y divide-line">
        {sessions.map(({ id, device, opened, seen, isThis }) => (
          <li key={id} className="grid gap-1 py-4 first:pt-0">
            <p className="flex flex-wrap items-center gap-3 font-semibold">
              <bdi>{device}</bdi>
              {isThis ? <span className="tag font-normal">{texts.here}</span> : null}
            </p>
            <p className="text-sm text-muted">
              {texts.opened}: {opened} · {texts.seen}: {seen}
            </p>
            {isThis ? null : (
              <Form method="post" className="pt-1">
                <input type="hidden" name="intent" value="end-session" />
                <input type="hidden" name="session" value={id} />
                <button type="submit" aria-label={`${texts.end}: ${device}`} className="link cursor-pointer py-1">
                  {texts.end}
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-4">
        {sessions.length > 1 ? (
          <Form method="post">
            <input type="hidden" name="intent" value="end-others" />
            <button type="submit" className="button">
              {texts.endOthers}
            </button>
          </Form>
        ) : null}
        <Form method="post" action={paths.signOut(lang)}>
          <button type="submit" className="button">
            {texts.signOut}
          </button>
        </Form>
      </div>
    </div>
  );
}
