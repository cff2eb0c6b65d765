import { Link, useLocation } from "@remix-run/react";

import type { DeskNavigation } from "./navigation.server.ts";

/** How much of an address a link accounts for: its length where the page is the link's or lies below it, else 0. */
const nearness = (pathname: string, to: string): number => (pathname === to || pathname.startsWith(`${to}/`) ? to.length : 0);

/** The way between the pages of the desk, below the head of each: the groups, where there are several, and the pages of this one. */
export function DeskNav({ navigation: { label, groups } }: { navigation: DeskNavigation }) {
  const { pathname } = useLocation();
  const nearnessOf = ({ links }: DeskNavigation["groups"][number]) => Math.max(...links.map(({ to }) => nearness(pathname, to)));
  const current = groups.toSorted((a, b) => nearnessOf(b) - nearnessOf(a))[0];
  const nearest = current?.links.toSorted((a, b) => nearness(pathname, b.to) - nearness(pathname, a.to))[0];
  return (
    <nav aria-label={label} className="no-print border-b border-line bg-surface">
      {groups.length > 1 ? (
        <ul className="wrap flex flex-wrap gap-x-5 pt-3 text-sm">
          {groups.map((group) => (
            <li key={group.id}>
              <Link to={group.links[0]?.to ?? pathname} aria-current={group === current ? "true" : undefined} className="inline-block py-1 text-muted underline-offset-4 hover:underline aria-[current]:font-semibold aria-[current]:text-ink">
                {group.name}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <ul className="wrap flex flex-wrap gap-x-1 text-sm sm:gap-x-2">
        {current?.links.map(({ to, name }) => (
          <li key={to}>
            <Link
              to={to}
              aria-current={pathname === to ? "page" : to === nearest?.to && nearness(pathname, to) > 0 ? "true" : undefined}
              className="mark-under inline-block px-2 py-3 -outline-offset-3 hover:[--mark:var(--line)] aria-[current]:font-semibold aria-[current]:[--mark:var(--brand)]"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
