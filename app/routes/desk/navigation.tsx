import { Link, useLocation } from "@remix-run/react";

import type { DeskNavigation } from "./navigation.server.ts";

/** The way between the pages of the desk, below the head of each. */
export function DeskNav({ navigation }: { navigation: DeskNavigation }) {
  const { pathname } = useLocation();
  return (
    <nav aria-label={navigation.label} className="no-print border-b border-line bg-surface">
      <ul className="wrap flex flex-wrap gap-x-1 text-sm sm:gap-x-2">
        {navigation.links.map(({ to, name }) => (
          <li key={to}>
            <Link
              to={to}
              aria-current={pathname === to ? "page" : undefined}
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
