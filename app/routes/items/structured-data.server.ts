import type { Event, Place, Thing } from "schema-dts";

import type { PageTools } from "#app/lib/page-tools.server.ts";
import { SHARE_IMAGE } from "#app/lib/page-meta.ts";
import { momentOf } from "#app/lib/time-zones.ts";
import { absolute, publisher, site } from "#app/lib/structured-data.server.ts";
import { countryThing, mechanismThing, networkThing } from "#app/routes/mechanisms/structured-data.server.ts";
import type { ItemDetails, PublishedItem, PublishedVersion } from "#models/item.ts";
import type { PartialDate } from "#models/partial-date.ts";

/** An item for robots, in the version that the page shows; each type is what schema.org has nearest. */
export function itemThing(tools: PageTools, item: PublishedItem, version: PublishedVersion): Thing {
  switch (item.type) {
    case "practice":
      return { "@type": "Article", headline: version.content.title, ...work(tools, item, version) };
    case "document":
      return { "@type": "DigitalDocument", ...work(tools, item, version), ...genre(tools, item) };
    case "event":
      return eventThing(tools, item, version);
    case "record":
      return {
        "@type": "Dataset",
        ...work(tools, item, version),
        ...(item.date.from ? { temporalCoverage: interval(item.date) } : {}),
        variableMeasured: item.figures.flatMap(({ id, value, unit }) => {
          const name = version.content.figureLabels[id];
          return name ? [{ "@type": "PropertyValue" as const, name, value, ...(unit ? { unitText: unit } : {}) }] : [];
        }),
      };
    case "measure": {
      const { number, status } = item.details as ItemDetails["measure"];
      return {
        "@type": "CreativeWork",
        ...work(tools, item, version),
        ...(number ? { identifier: number } : {}),
        ...(status ? { creativeWorkStatus: tools.t(`items:measure.status.${status.value}`) } : {}),
      };
    }
  }
}

/** What any item says of itself. A summary that is missing is not made up. */
function common(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const labels = tools.terms(item.terms, "theme").map(({ label }) => label);
  return {
    name: version.content.title,
    ...(version.content.summary ? { description: version.content.summary } : {}),
    inLanguage: version.lang,
    image: absolute(SHARE_IMAGE.path),
    ...(labels.length > 0 ? { keywords: labels.join(", ") } : {}),
  };
}

function work(tools: PageTools, item: PublishedItem, version: PublishedVersion) {
  const dates = item.versions.map(({ at }) => at).toSorted();
  const mechanism = item.mechanism ? tools.reference.mechanisms.get(item.mechanism) : undefined;
  return {
    ...common(tools, item, version),
    datePublished: dates[0] ?? version.at,
    dateModified: dates.at(-1) ?? version.at,
    isPartOf: site(),
    publisher: publisher(),
    author: mechanism ? mechanismThing(tools, mechanism) : publisher(),
    ...(item.country ? { spatialCoverage: countryThing(tools, item.country) } : {}),
    isBasedOn: tools.sources(item.sources).map(({ title, language }) => ({
      "@type": "CreativeWork" as const,
      name: title.text,
      inLanguage: { "@type": "Language" as const, name: language },
    })),
  };
}

function genre(tools: PageTools, item: PublishedItem): { genre?: string } {
  const { kind } = item.details as ItemDetails["document"];
  return kind ? { genre: tools.term(kind) } : {};
}

function eventThing(tools: PageTools, item: PublishedItem, version: PublishedVersion): Event {
  const { from, to } = item.date;
  const mechanism = item.mechanism ? tools.reference.mechanisms.get(item.mechanism) : undefined;
  const { gathering, time } = item.details as ItemDetails["event"];
  const at = (day: string, clock: string | null | undefined) => (time && clock ? momentOf(day, clock, time.zone).toISOString() : day);
  return {
    "@type": "Event",
    ...common(tools, item, version),
    ...(from ? { startDate: at(from, time?.start), endDate: at(to ?? from, time?.end ?? time?.start) } : {}),
    eventStatus: "https://schema.org/EventScheduled",
    ...placeOf(tools, item, version),
    // The mechanism that answers for the entry need not have been the host; of gatherings the network is.
    ...(gathering ? { organizer: networkThing(tools) } : {}),
    ...(mechanism ? { contributor: mechanismThing(tools, mechanism) } : {}),
  };
}

function placeOf(tools: PageTools, item: PublishedItem, { content }: PublishedVersion): { location?: Place } {
  if (!item.country && !content.place) return {};
  const country = item.country ? tools.country(item.country) : null;
  return {
    location: {
      "@type": "Place",
      name: content.place ?? country ?? "",
      address: {
        "@type": "PostalAddress",
        ...(content.place ? { addressLocality: content.place } : {}),
        ...(item.country ? { addressCountry: item.country } : {}),
      },
    },
  };
}

/** A stated time as ISO 8601 has it: one date, or two with a stroke between. */
function interval({ from, to }: PartialDate): string {
  return to && to !== from ? `${from}/${to}` : (from ?? "");
}
