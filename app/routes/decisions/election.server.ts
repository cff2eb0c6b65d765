import { formatNumber } from "#app/lib/dates.ts";
import type { PageTools } from "#app/lib/page-tools.server.ts";
import { placeName } from "#app/routes/desk/offices/choices.server.ts";
import { type Decision, quorumReached } from "#models/decision.ts";
import { localize } from "#models/localized.ts";
import type { Membership } from "#models/membership.ts";
import type { NetworkSettings } from "#models/network-settings.ts";
import type { Office } from "#models/office.ts";
import { firstDay, lastDay } from "#models/partial-date.ts";

type Given = { offices: Office[]; memberships: Membership[]; settings: NetworkSettings };

/** An election with its candidates and figures, and whether enough took part by what the network lays down now. */
export function electionView(tools: PageTools, { election, date }: Decision, { offices, memberships, settings }: Given) {
  if (!election) return null;
  const { t, lang } = tools;
  const office = offices.find(({ id }) => id === election.office);
  const members = membersOn(tools, memberships, settings, lastDay(date));
  const quorum = quorumReached(settings.quorum, { present: election.present, members });
  const figure = (value: number | null) => (value === null ? null : formatNumber(value, lang));
  return {
    office: office ? localize(office.name, lang) : null,
    method: localize(election.method, lang),
    candidates: election.candidates.map((candidate, index) => ({ name: placeName(tools, candidate), votes: figure(candidate.votes), isElected: election.elected.includes(index) })),
    hasVotes: election.candidates.some(({ votes }) => votes !== null),
    present: figure(election.present),
    votesCast: figure(election.votesCast),
    quorum: quorum ? t(quorum.reached ? "offices:election.reached" : "offices:election.missed", { present: figure(election.present), needed: figure(quorum.needed) }) : null,
  };
}

/** How many members there were on a day. Where not all founding members are named, the number that the network states counts. */
function membersOn({ reference }: PageTools, memberships: Membership[], { foundingMembers }: NetworkSettings, day: string | null): number {
  const statuses = memberships.map(({ history }) => history.filter(({ date }) => day === null || (firstDay(date) ?? "") <= day).at(-1)?.status ?? "");
  const founding = statuses.filter((status) => status === "membershipStatus:founding-member").length;
  const others = statuses.filter((status) => status === "membershipStatus:member" || (status !== "membershipStatus:founding-member" && reference.terms.get(status)?.parent === "membershipStatus:member")).length;
  return Math.max(founding, foundingMembers ?? 0) + others;
}
