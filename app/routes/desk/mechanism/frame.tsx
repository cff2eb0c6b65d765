import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

import { PageHead } from "#app/ui/page-head.tsx";

import { DeskNav } from "../navigation.tsx";
import type { frameOf } from "./open.server.ts";

/** The head of a page of a mechanism that is kept, and the way between its pages. */
export function KeptHead({ frame, title, children }: { frame: Awaited<ReturnType<typeof frameOf>>; title: string; children?: ReactNode }) {
  const { navigation, over, name, tabs } = frame;
  return (
    <>
      <PageHead over={over === name.text ? over : <>{over} · <bdi lang={name.lang}>{name.text}</bdi></>} title={title}>
        {children}
      </PageHead>
      <DeskNav navigation={navigation} />
      <nav aria-label={tabs.label} className="no-print wrap pt-6">
        <ul className="flex flex-wrap gap-2">
          {tabs.links.map((tab) => (
            <li key={tab.to}>
              <Link
                to={tab.to}
                lang={tab.lang}
                aria-current={tab.current ? "page" : undefined}
                className="inline-flex min-h-9 items-center rounded border border-line bg-surface px-3 py-1 text-sm hover:border-brand aria-[current]:border-brand aria-[current]:bg-brand-soft aria-[current]:font-semibold"
              >
                {tab.name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
