import type { Decision } from "#models/decision.ts";
import { idForKey } from "#models/ids.server.ts";
import { DATE_NOT_STATED, partialDate } from "#models/partial-date.ts";

import { FOUNDING_NEWS, NETWORK_PUBLIC } from "./sources.ts";

const MARRAKECH = idForKey("gathering-marrakech-2022");
const ASUNCION = idForKey("gathering-asuncion-2024");
const LISBON = idForKey("gathering-lisbon-2026");

/** The Human Rights Council's resolutions on such mechanisms; what they say and when they were adopted is not in the sources. */
const RESOLUTIONS = ["30/25", "36/29", "42/30", "51/33", "60/27"];

/** What the sources tell of a decision; the network gave none of them a number that is known. */
type Stated = Omit<Decision, "number" | "text" | "election" | "writes"> & Partial<Pick<Decision, "election">>;

function councilResolution(number: string): Stated {
  return {
    id: `hrc-resolution-${number.replace("/", "-")}`,
    kind: "decisionKind:council-resolution",
    title: {
      ar: `قرار مجلس حقوق الإنسان ${number}`,
      en: `Human Rights Council resolution ${number}`,
      fr: `Résolution ${number} du Conseil des droits de l’homme`,
      es: `Resolución ${number} del Consejo de Derechos Humanos`,
      pt: `Resolução ${number} do Conselho dos Direitos Humanos`,
    },
    summary: null,
    date: DATE_NOT_STATED,
    gathering: null,
    sources: [NETWORK_PUBLIC],
  };
}

const STATED: Stated[] = [
  {
    id: "marrakech-declaration",
    kind: "decisionKind:adopted-text",
    title: {
      ar: "إعلان مراكش",
      en: "Marrakech Declaration",
      fr: "Déclaration de Marrakech",
      es: "Declaración de Marrakech",
      pt: "Declaração de Marraquexe",
    },
    summary: {
      ar: "اتفق المشاركون في أول ندوة دولية للآليات الوطنية على أن تكون لها شبكة دولية. ومن هذا النص انبثقت الشبكة التي تأسست سنة 2024.",
      en: "At their first international seminar the national mechanisms agreed that they would have an international network. The network founded in 2024 goes back to this text.",
      fr: "Lors de leur premier séminaire international, les mécanismes nationaux sont convenus de se doter d’un réseau international. Le réseau fondé en 2024 en est issu.",
      es: "En su primer seminario internacional, los mecanismos nacionales acordaron dotarse de una red internacional. De este texto procede la red fundada en 2024.",
      pt: "No seu primeiro seminário internacional, os mecanismos nacionais acordaram em ter uma rede internacional. É deste texto que provém a rede fundada em 2024.",
    },
    date: partialDate("2022-12"),
    gathering: MARRAKECH,
    sources: [FOUNDING_NEWS],
  },
  {
    id: "asuncion-declaration",
    kind: "decisionKind:adopted-text",
    title: {
      ar: "إعلان أسونسيون",
      en: "Asunción Declaration",
      fr: "Déclaration d’Asunción",
      es: "Declaración de Asunción",
      pt: "Declaração de Assunção",
    },
    summary: {
      ar: "يؤسس هذا الإعلان الشبكة الدولية للآليات الوطنية لحقوق الإنسان ويحدد أهدافها: تعاون دائم بين الأعضاء، وتقوية قدراتهم، وتبادل الممارسات، وتقاسم المعرفة، وبناء الشراكات. والعضوية مفتوحة أمام كل أنواع الآليات وأمام الدول التي لم تُحدث آلية بعد.",
      en: "The declaration founds the International Network of National Mechanisms for Human Rights and sets its aims: lasting cooperation among members, stronger capacities, exchange of practices, shared knowledge, partnerships. Membership is meant for mechanisms of every type, and for States that do not have one yet.",
      fr: "La déclaration fonde le Réseau international des mécanismes nationaux des droits de l’homme et en fixe les buts : coopération durable entre les membres, capacités renforcées, échange de pratiques, partage des connaissances, partenariats. Le réseau s’adresse aux mécanismes de tous types et aux États qui n’en ont pas encore.",
      es: "La declaración funda la Red Internacional de Mecanismos Nacionales de Derechos Humanos y fija sus fines: cooperación duradera entre los miembros, capacidades reforzadas, intercambio de prácticas, conocimiento compartido y alianzas. La red está pensada para mecanismos de todo tipo y para los Estados que aún no tienen uno.",
      pt: "A declaração funda a Rede Internacional de Mecanismos Nacionais de Direitos Humanos e fixa os seus fins: cooperação duradoura entre os membros, capacidades reforçadas, intercâmbio de práticas, conhecimento partilhado e parcerias. A rede destina-se a mecanismos de todos os tipos e aos Estados que ainda não têm um.",
    },
    date: partialDate("2024-05-09"),
    gathering: ASUNCION,
    sources: [FOUNDING_NEWS],
  },
  {
    id: "election-coordinator-2024",
    kind: "decisionKind:election",
    title: {
      ar: "انتخاب المغرب منسقا للشبكة",
      en: "Election of Morocco as coordinator of the network",
      fr: "Élection du Maroc comme coordonnateur du réseau",
      es: "Elección de Marruecos como coordinador de la red",
      pt: "Eleição de Marrocos como coordenador da rede",
    },
    summary: {
      ar: "عُهد بتنسيق الشبكة إلى المغرب في شخص عبد الكريم بوجرادي، الكاتب العام للمندوبية الوزارية المكلفة بحقوق الإنسان. ولا يذكر المصدر مدة هذه الولاية.",
      en: "Morocco was entrusted with coordinating the network, in the person of Abdelkrim Boujradi, Secretary-General of the Interministerial Delegation for Human Rights. The source does not state how long the term lasts.",
      fr: "La coordination du réseau a été confiée au Maroc, en la personne d’Abdelkrim Boujradi, Secrétaire général de la Délégation interministérielle aux droits de l’Homme. La source n’indique pas la durée du mandat.",
      es: "La coordinación de la red se confió a Marruecos, en la persona de Abdelkrim Boujradi, Secretario General de la Delegación Interministerial para los Derechos Humanos. La fuente no indica la duración del mandato.",
      pt: "A coordenação da rede foi confiada a Marrocos, na pessoa de Abdelkrim Boujradi, Secretário-Geral da Delegação Interministerial para os Direitos Humanos. A fonte não indica a duração do mandato.",
    },
    date: partialDate("2024-05-09"),
    gathering: ASUNCION,
    // Who else stood, how the vote was taken and how it went the source does not tell.
    election: { office: "coordinator", candidates: [{ state: "MA", mechanism: "morocco", votes: null }], elected: [0], method: null, present: null, votesCast: null },
    sources: [FOUNDING_NEWS],
  },
  {
    id: "executive-committee-2024",
    kind: "decisionKind:committee",
    title: {
      ar: "تركيبة اللجنة التنفيذية",
      en: "Composition of the executive committee",
      fr: "Composition du comité exécutif",
      es: "Composición del comité ejecutivo",
      pt: "Composição do comité executivo",
    },
    summary: {
      ar: "يشغل مقاعد اللجنة التنفيذية المغرب بصفته منسقا، وباراغواي، والبرتغال. ولا يذكر المصدر كيف شُغلت هذه المقاعد ولا من يمثل باراغواي والبرتغال فيها.",
      en: "The executive committee consists of Morocco, as coordinator, Paraguay and Portugal. The source states neither how the seats were filled nor who represents Paraguay and Portugal.",
      fr: "Le comité exécutif réunit le Maroc, en tant que coordonnateur, le Paraguay et le Portugal. La source n’indique ni comment les sièges ont été pourvus ni qui représente le Paraguay et le Portugal.",
      es: "Integran el comité ejecutivo Marruecos, como coordinador, el Paraguay y Portugal. La fuente no indica cómo se cubrieron los puestos ni quién representa al Paraguay y a Portugal.",
      pt: "Integram o comité executivo Marrocos, como coordenador, o Paraguai e Portugal. A fonte não indica como foram preenchidos os lugares nem quem representa o Paraguai e Portugal.",
    },
    date: partialDate("2024-05-09"),
    gathering: ASUNCION,
    sources: [FOUNDING_NEWS],
  },
  {
    id: "marrakech-guidance-framework",
    kind: "decisionKind:guidance",
    title: {
      ar: "الإطار التوجيهي لمراكش",
      en: "Marrakech Guidance Framework",
      fr: "Cadre d’orientation de Marrakech",
      es: "Marco de Orientación de Marrakech",
      pt: "Quadro de Orientação de Marraquexe",
    },
    summary: {
      ar: "إطار توجيهي للآليات الوطنية تؤرخه المعلومات المنشورة بيومي 16 و17 أكتوبر 2024. وقد تناول الإعداد له ستة أبعاد: الأساس القانوني والولاية، والهيكل وأساليب العمل، والتركيبة ونقط الارتكاز، وإشراك الأطراف المعنية، ونظم المعلومات والبيانات، والجمع بين حقوق الإنسان وأهداف التنمية المستدامة.",
      en: "Guidance for national mechanisms, dated by public information to 16 and 17 October 2024. Its preparation looked at six dimensions: legal basis and mandate; structure and working methods; composition and focal points; stakeholder engagement; information systems and data; human rights and the Sustainable Development Goals together.",
      fr: "Orientations à l’intention des mécanismes nationaux, que les informations publiques datent des 16 et 17 octobre 2024. Leur préparation portait sur six dimensions : base juridique et mandat ; structure et méthodes de travail ; composition et points focaux ; participation des parties prenantes ; systèmes d’information et données ; droits de l’homme et objectifs de développement durable ensemble.",
      es: "Orientaciones para los mecanismos nacionales, que la información pública fecha los días 16 y 17 de octubre de 2024. Su preparación abordó seis dimensiones: base jurídica y mandato; estructura y métodos de trabajo; composición y puntos focales; participación de las partes interesadas; sistemas de información y datos; derechos humanos y Objetivos de Desarrollo Sostenible en conjunto.",
      pt: "Orientações para os mecanismos nacionais, que a informação pública data de 16 e 17 de outubro de 2024. A sua preparação abordou seis dimensões: base jurídica e mandato; estrutura e métodos de trabalho; composição e pontos focais; participação das partes interessadas; sistemas de informação e dados; direitos humanos e Objetivos de Desenvolvimento Sustentável em conjunto.",
    },
    date: partialDate("2024-10-16", "2024-10-17"),
    gathering: null,
    sources: [NETWORK_PUBLIC],
  },
  {
    id: "action-plan-2026-2030",
    kind: "decisionKind:plan",
    title: {
      ar: "خطة العمل 2026–2030",
      en: "Action Plan 2026–2030",
      fr: "Plan d’action 2026-2030",
      es: "Plan de Acción 2026-2030",
      pt: "Plano de Ação 2026-2030",
    },
    summary: {
      ar: "خطة الشبكة للسنوات الخمس، وفيها خمس أولويات. والمعروف منها ثلاث:\n\n- توسيع العضوية؛\n- التواصل عبر المنصة الرقمية؛\n- دعم إحداث الآليات.\n\nولا تذكر المعلومات المتوفرة الأولويتين الأخريين.",
      en: "The network’s plan for five years has five priorities. Three of them are known:\n\n- to widen the membership;\n- to communicate through the digital platform;\n- to support the establishment of mechanisms.\n\nThe other two are not stated in the information at hand.",
      fr: "Le plan quinquennal du réseau compte cinq priorités. Trois d’entre elles sont connues :\n\n- élargir la composition du réseau ;\n- communiquer par la plateforme numérique ;\n- appuyer la création de mécanismes.\n\nLes deux autres ne figurent pas dans les informations disponibles.",
      es: "El plan quinquenal de la red tiene cinco prioridades. Se conocen tres de ellas:\n\n- ampliar el número de miembros;\n- comunicarse mediante la plataforma digital;\n- apoyar la creación de mecanismos.\n\nLas otras dos no constan en la información disponible.",
      pt: "O plano quinquenal da rede tem cinco prioridades. São conhecidas três delas:\n\n- alargar o número de membros;\n- comunicar através da plataforma digital;\n- apoiar a criação de mecanismos.\n\nAs outras duas não constam da informação disponível.",
    },
    date: partialDate("2026-01"),
    gathering: LISBON,
    sources: [NETWORK_PUBLIC],
  },
  ...RESOLUTIONS.map(councilResolution),
];

/** The texts adopted and the decisions taken, the oldest first; then the guidance whose date no source states. */
export const DECISIONS: Array<Omit<Decision, "writes">> = STATED.map((stated) => ({ number: null, text: null, election: null, ...stated }));
