import { Form, Link } from "@remix-run/react";
import { useEffect, useRef } from "react";

import type { NoticesView } from "./notices.server.ts";

/** What a person was told. */
export function Notices({ notices }: { notices: NoticesView }) {
  const { texts, unread, intents, until, list, choicesUrl } = notices;
  const heading = useFocusAfter(unread);
  return (
    <section aria-labelledby="notices" className="grid gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 ref={heading} id="notices" tabIndex={-1} className="text-2xl">
          {texts.title}
        </h2>
        {unread > 0 ? (
          <Form method="post" className="flex flex-wrap items-center gap-4">
            <span className="text-sm text-muted">{texts.unreadCount}</span>
            <input type="hidden" name="until" value={until} />
            <button type="submit" name="intent" value={intents.all} className="link min-h-8 cursor-pointer">
              {texts.readAll}
            </button>
          </Form>
        ) : null}
      </div>
      <p>
        <Link to={choicesUrl} className="link inline-block py-1">
          {texts.choices}
        </Link>
      </p>
      {list.length === 0 ? <p className="text-muted">{texts.none}</p> : null}
      <ul className="divide-y divide-line">
        {list.map((notice) => (
          <li key={notice.id} className={`grid gap-1 py-3 ps-4 ${notice.read ? "" : "border-s-4 border-s-accent"}`}>
            <p className={notice.read ? "" : "font-semibold"}>
              {notice.read ? null : <span className="sr-only">{texts.unread}: </span>}
              {notice.what}{" "}
              {notice.url ? (
                <Link to={notice.url} lang={notice.titleLang} className="link">
                  <bdi>{notice.title}</bdi>
                </Link>
              ) : (
                <span className="text-muted">{notice.title}</span>
              )}
            </p>
            <p className="text-sm text-muted">
              <bdi>{notice.by}</bdi>
              {notice.language ? ` · ${notice.language}` : null} · {notice.at}
            </p>
            {notice.read ? null : (
              <Form method="post">
                <input type="hidden" name="notice" value={notice.id} />
                <button type="submit" name="intent" value={intents.one} className="link cursor-pointer py-1 text-sm">
                  {texts.read}
                  <span className="sr-only">
                    : {notice.what} <bdi lang={notice.url ? notice.titleLang : undefined}>{notice.title}</bdi>
                  </span>
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The button that marks as read goes with what it has done: the focus is then on what it stood under, and not lost. */
function useFocusAfter(unread: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(unread);
  useEffect(() => {
    if (unread < before.current && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
    before.current = unread;
  }, [unread]);
  return heading;
}
