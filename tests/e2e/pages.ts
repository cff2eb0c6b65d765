/** What the search API answers, as far as the browser suites need it. */
type Hits = { hits: Array<{ id: string; type: string; url: string; title: string }> };

/** A page of the hub: a name for the report, and its address below `/{lang}`. */
export type PageUnderTest = { name: string; path: string; status?: number };

/** Every page of the hub, with one item of each type, found through the hub itself. */
export async function pagesOf(hubUrl: string, setUpLink: string): Promise<PageUnderTest[]> {
  const response = await fetch(`${hubUrl}/api/v1/search?limit=100`);
  const { hits } = (await response.json()) as Hits;
  const types = ["practice", "document", "event", "record", "measure"];
  const items = types.map((type) => {
    const hit = hits.find((candidate) => candidate.type === type);
    if (!hit) throw new Error(`the founding network has no item of type ${type}`);
    // Without its slug, which is in another language: the hub leads to the right one.
    return { name: type, path: new URL(hit.url).pathname.split("/").slice(2, 4).join("/") };
  });
  return [
    { name: "home", path: "" },
    { name: "search", path: "search" },
    { name: "search with a query and filters", path: "search?q=mauritania&type=record&year=2022" },
    { name: "empty search", path: "search?q=zzqqxxyy" },
    { name: "mechanisms", path: "mechanisms" },
    { name: "mechanism", path: "mechanisms/morocco" },
    { name: "mechanism without a name", path: "mechanisms/paraguay" },
    { name: "mechanism without a membership", path: "mechanisms/mauritania" },
    { name: "network", path: "network" },
    { name: "events", path: "events" },
    ...items,
    { name: "sign-in", path: "sign-in" },
    { name: "set-up", path: new URL(setUpLink).pathname.split("/").slice(2).join("/") },
    { name: "missing page", path: "nowhere", status: 404 },
    { name: "missing item", path: "practices/222222222222", status: 404 },
  ];
}
