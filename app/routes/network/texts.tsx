import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Prose } from "#app/ui/prose.tsx";
import { Sources } from "#app/ui/sources.tsx";

import type { loadNetwork } from "./page.server.ts";

type Text = ReturnType<typeof useLoaderData<typeof loadNetwork>>["texts"][number];

/** The plan that the network works by, as far as it is public. */
export function Plan() {
  const { plan } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  if (!plan) return null;
  return (
    <section aria-labelledby="plan" className="-mx-4 bg-brand-soft px-4 py-8 sm:mx-0 sm:rounded-lg sm:px-10 sm:py-10">
      <h2 id="plan" className="text-2xl sm:text-3xl">
        {t("parts.plan")}
      </h2>
      <div id={plan.id} className="mt-4 grid max-w-prose gap-3 text-lg">
        <p lang={plan.title?.lang} className="font-semibold">
          <Link to={plan.url} className="decoration-1 underline-offset-4 hover:underline">
            {plan.title?.text}
          </Link>{" "}
          <span className="text-base font-normal text-muted">· {plan.date}</span>
        </p>
        <Body text={plan} />
        {plan.page ? (
          <p>
            <Link to={plan.page.url} className="link font-semibold">
              {plan.page.name}
            </Link>
          </p>
        ) : null}
      </div>
    </section>
  );
}

/** What the network adopted and decided, the newest first. */
export function Texts() {
  const { texts, register } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  return (
    <section aria-labelledby="texts">
      <h2 id="texts" className="text-2xl sm:text-3xl">
        {t("parts.texts")}
      </h2>
      {texts.length === 0 ? <p className="mt-3 text-muted">{t("texts.none")}</p> : null}
      <p className="mt-3">
        <Link to={register.url} className="link inline-block py-1">
          {register.name}
        </Link>
      </p>
      <ul className="mt-6">
        {texts.map((text) => (
          <li
            key={text.id}
            id={text.id}
            className="grid scroll-mt-4 gap-x-10 gap-y-3 border-t border-line py-6 md:grid-cols-[14rem_minmax(0,1fr)]"
          >
            <p>
              <span className="block font-semibold text-accent">{text.kind}</span>
              <span className="text-sm text-muted">{text.date}</span>
            </p>
            <div className="grid max-w-prose gap-3">
              <h3 lang={text.title?.lang} className="text-xl">
                <Link to={text.url} className="decoration-1 underline-offset-4 hover:underline">
                  {text.title?.text}
                </Link>
              </h3>
              <Body text={text} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Body({ text }: { text: Text }) {
  return (
    <>
      {text.summary ? (
        <div lang={text.summary.lang}>
          <Prose text={text.summary.text} />
        </div>
      ) : null}
      {text.links.length > 0 ? (
        <ul className="space-y-1 text-base">
          {text.links.map((link) => (
            <li key={link.url} lang={link.lang}>
              <Link to={link.url} className="link">
                {link.title}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <Sources sources={text.sources} />
    </>
  );
}

/** What others have written for mechanisms of this kind, and what is known of it. */
export function Guidance() {
  const { guidance } = useLoaderData<typeof loadNetwork>();
  const { t } = useTranslation("network");
  const { resolutions, texts } = guidance;
  return (
    <section aria-labelledby="guidance">
      <h2 id="guidance" className="text-2xl sm:text-3xl">
        {t("parts.guidance")}
      </h2>
      <p className="mt-3 max-w-prose text-muted">{resolutions.length + texts.length > 0 ? t("guidance.lead") : t("texts.none")}</p>
      <dl className="mt-6 grid max-w-prose">
        {resolutions.length > 0 ? (
          <div className="border-t border-line py-4">
            <dt className="font-semibold">{t("guidance.resolutions")}</dt>
            {resolutions.map(({ id, number, url }) => (
              <dd key={id} id={id} className="me-5 mt-1 inline-block scroll-mt-4 tabular-nums">
                <Link to={url} className="link inline-block py-0.5">
                  <bdi>{number}</bdi>
                </Link>
              </dd>
            ))}
          </div>
        ) : null}
        {texts.map((text) => (
          <div key={text.id} id={text.id} className="scroll-mt-4 border-t border-line py-4">
            <dt lang={text.title?.lang} className="font-semibold">
              <Link to={text.url} className="decoration-1 underline-offset-4 hover:underline">
                {text.title?.text}
              </Link>
              {text.date ? <span className="font-normal text-muted"> · {text.date}</span> : null}
            </dt>
            {text.summary ? (
              <dd lang={text.summary.lang} className="mt-1 text-sm">
                {text.summary.text}
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
      <div className="mt-2">
        <Sources sources={guidance.sources} />
      </div>
    </section>
  );
}
