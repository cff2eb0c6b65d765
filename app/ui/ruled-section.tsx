import type { ReactNode } from "react";

/** A section under a rule, its heading beside its text where the screen is wide enough for both. */
export function RuledSection({
  id,
  title,
  level: Heading = "h2",
  children,
}: {
  id: string;
  title: ReactNode;
  level?: "h2" | "h3";
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="grid gap-x-10 gap-y-3 border-t border-line py-6 md:grid-cols-[14rem_minmax(0,1fr)]">
      <Heading id={id} className={`scroll-mt-4 text-pretty ${Heading === "h2" ? "text-xl" : "text-lg"}`}>
        {title}
      </Heading>
      <div className="min-w-0 max-w-prose">{children}</div>
    </section>
  );
}
