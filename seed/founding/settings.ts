import type { NetworkSettings } from "#models/network-settings.ts";

const status = (slug: string) => `membershipStatus:${slug}`;
const [FOUNDING, MEMBER, APPLICANT, OBSERVER, SUSPENDED, WITHDRAWN, FORMER] = ["founding-member", "member", "applicant", "observer", "suspended", "withdrawn", "former"].map(status) as [string, string, string, string, string, string, string];

/**
 * What a hub begins with. No public text of the network fixes steps of an application, terms or a quorum: these are
 * proposals of the hub, for the coordinators to change; that founding members were 24 by July 2025 the network states.
 */
export const SETTINGS: NetworkSettings & { id: string } = {
  id: "network",
  statusSteps: {
    "": [FOUNDING, MEMBER, APPLICANT, OBSERVER],
    [APPLICANT]: [MEMBER, OBSERVER, WITHDRAWN],
    [OBSERVER]: [MEMBER, WITHDRAWN, FORMER],
    [MEMBER]: [SUSPENDED, WITHDRAWN, OBSERVER],
    [FOUNDING]: [SUSPENDED, WITHDRAWN],
    [SUSPENDED]: [MEMBER, FOUNDING, WITHDRAWN, FORMER],
    [WITHDRAWN]: [APPLICANT, MEMBER, FORMER],
    [FORMER]: [APPLICANT, MEMBER],
  },
  applicationsOpen: true,
  applyFor: [MEMBER, OBSERVER],
  applicationStages: [
    { id: "received", name: { ar: "استُلم الطلب", en: "Received", fr: "Demande reçue", es: "Solicitud recibida", pt: "Pedido recebido" } },
    { id: "consultation", name: { ar: "استشارة الأعضاء", en: "Members are consulted", fr: "Consultation des membres", es: "Consulta a los miembros", pt: "Consulta aos membros" } },
    { id: "decision", name: { ar: "أمام من يقرر", en: "Before those who decide", fr: "Devant l’instance de décision", es: "Ante quienes deciden", pt: "Perante quem decide" } },
  ],
  quorum: null,
  foundingMembers: 24,
  termReminderDays: [180, 30],
  invitationReminderDays: 3,
  profileMonths: 12,
  commentsOpen: true,
};
