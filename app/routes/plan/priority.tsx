import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

import { Bar } from "#app/ui/figure-table.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { RuledSection } from "#app/ui/ruled-section.tsx";

import type { PriorityView } from "./view.server.ts";

type Texts = Record<"unknown" | "results" | "activities" | "none" | "due" | "leader" | "serving" | "stateLabel" | "decided", string>;
type Props = { priority: PriorityView; texts: Texts; /** What stands beside each activity, by its id, and below all of it, for those who keep the plan. */ beside?: Record<string, ReactNode>; below?: ReactNode };

/** A priority of the plan: what is expected, what is done for it and how far that has come. */
export function Priority({ priority, texts, beside, below }: Props) {
  const { id, number, title, text, results, activities, progress, decisions } = priority;
  // Several may be unknown: each has a name of its own all the same.
  const [, nth] = /-(\d+)$/.exec(id) ?? [];
  const place = nth ? ` (${nth})` : "";
  return (
    <RuledSection id={id} title={<span lang={title?.lang} className={title ? undefined : "text-muted"}>{[number ? `${number}.` : "", title?.text ?? `${texts.unknown}${place}`].filter(Boolean).join(" ")}</span>}>
      <div className="grid gap-5">
        {progress ? (
          <div>
            <p className="font-semibold">{progress.text}</p>
            <div className="[&_svg]:ms-0 [&_svg]:h-2.5 [&_svg]:w-full">
              <Bar part={progress.part} />
            </div>
            <p className="mt-1 text-sm text-muted">{progress.states.map(({ name }) => name).join(" · ")}</p>
          </div>
        ) : null}
        {text ? (
          <div lang={text.lang}>
            <Prose text={text.text} />
          </div>
        ) : null}
        <div>
          <h3 className="text-lg">{texts.results}</h3>
          {results.length === 0 ? (
            <p className="text-muted">{texts.none}</p>
          ) : (
            <ul className="list-disc space-y-1 ps-6">
              {results.map((result) => (
                <li key={result.id} lang={result.lang}>
                  {result.text}
                </li>
              ))}
            </ul>
          )}
        </div>
        <div>
          <h3 className="text-lg">{texts.activities}</h3>
          {activities.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
          <ul className={activities.length === 0 ? "hidden" : "mt-2 grid gap-4"}>
            {activities.map((activity) => (
              <li key={activity.id} id={activity.id} className="grid break-inside-avoid gap-1 rounded-lg border border-line bg-surface p-4">
                <p lang={activity.lang} className="font-semibold">
                  {activity.text}
                </p>
                <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
                  <Fact term={texts.stateLabel}>{activity.state}</Fact>
                  {activity.due ? <Fact term={texts.due}>{activity.due}</Fact> : null}
                  {activity.lead ? (
                    <Fact term={texts.leader}>
                      <Link to={activity.lead.url} className="link">
                        {activity.lead.text}
                      </Link>
                    </Fact>
                  ) : null}
                </dl>
                {activity.items.length > 0 ? (
                  <div className="text-sm">
                    <p className="text-muted">{texts.serving}</p>
                    <ul>
                      {activity.items.map((item) => (
                        <li key={item.id} className="py-1">
                          <Link to={item.url} lang={item.lang} className="link">
                            <bdi dir={item.dir}>{item.title}</bdi>
                          </Link>{" "}
                          <span className="text-muted">{item.about}</span>
                        </li>
                      ))}
                    </ul>
                  </div>
                ) : null}
                <Decisions label={texts.decided} decisions={activity.decisions} />
                {beside?.[activity.id]}
              </li>
            ))}
          </ul>
        </div>
        <Decisions label={texts.decided} decisions={decisions} />
        {below}
      </div>
    </RuledSection>
  );
}

/** The decisions of the network by which a part of the plan was laid down or changed. */
function Decisions({ label, decisions }: { label: string; decisions: PriorityView["decisions"] }) {
  if (decisions.length === 0) return null;
  return (
    <p className="text-sm">
      <span className="text-muted">{label}</span>{" "}
      {decisions.map(({ id, url, lang, text }, index) => (
        <span key={id}>
          {index > 0 ? " · " : null}
          <Link to={url} lang={lang} className="link">
            {text}
          </Link>
        </span>
      ))}
    </p>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{term}:</dt>
      <dd>{children}</dd>
    </div>
  );
}
