// Salud de las cuentas, qué fue de las publicaciones y qué se aprende de ello.
import type { insights as english } from "../en/insights.ts";

const posts = (count: number) => (count === 1 ? "1 publicación" : `${count} publicaciones`);

export const insights: typeof english = {
  posts,
  score: "Puntos",
  ofHundred: (score) => `${score} de 100`,
  healthTitle: (handle, platform, state) => `@${handle} en ${platform}: ${state}`,
  healthList: (count, sick) =>
    `${count === 1 ? "Una cuenta" : `${count} cuentas`}, ${sick === 0 ? "todas publican" : `${sick} en pausa`}`,
  noAccounts: "Todavía no hay ninguna cuenta vinculada.",
  notChecked: "Aún sin controlar: el primer control llega en unos minutos.",
  checked: "Controlada",
  pausedSince: (when, by) => `desde ${when} UTC, por ${by}`,
  paused: "En pausa",
  notPaused: "no",
  pausers: { operator: "una persona", health: "sí misma" },
  followers: "Seguidores",
  engagement: "Interacción por publicación",
  reachSignal: "Alcance",
  reachNormal: "como siempre",
  reachDropped: "las últimas 7 publicaciones alcanzan menos de la mitad de la mediana del mes",
  rate: "Cupo usado",
  rateUntil: (percent, until) => `${percent}; no se pide nada antes de ${until} UTC`,
  parts: {
    token: "El acceso funciona",
    engagement: "Interacción",
    rate: "Sin frenos",
    followers: "Seguidores",
    posts: "Vídeos",
    likes: "Me gusta por seguidor",
  },
  healthChart: (handle) => `Salud de @${handle}`,
  healthNote: "De 100. Desde 70 una cuenta está sana.",
  partsGroup: "De qué se compone",
  timeGroup: "Con el tiempo",
  reachGroup: "Alcance por día",
  advice: {
    warming: "Cuenta nueva: publica con una rampa lenta durante dos semanas. Nada que hacer.",
    healthy: "Nada que hacer.",
    reachDropped: (avatar) =>
      `Menos gente ve las publicaciones. Mira qué cambió y planea más de lo que funciona: report insights ${avatar}`,
    lowScore: (avatar) =>
      `Los seguidores reaccionan poco. Planea más de lo que funciona, a las mejores horas: report insights ${avatar}`,
    limited: "La plataforma nos frena. Las publicaciones esperan y siguen por sí mismas tras dos controles buenos.",
    suspended:
      "La plataforma ha restringido la cuenta. Abre su aplicación, lee el aviso en el estado de la cuenta y apela; después: account health",
    disconnected: (avatar, platform) =>
      `El acceso ya no funciona. Conéctala de nuevo: account connect ${avatar} --platform ${platform} --access-token TOKEN`,
  },
  notice: {
    changed: (handle, platform, state) => `@${handle} en ${platform} está ahora: ${state}`,
    paused: (handle, platform, state) =>
      `@${handle} en ${platform} se puso en pausa: ${state}. Sus publicaciones esperan`,
    recovered: (handle, platform) => `@${handle} en ${platform} pasó dos controles y vuelve a publicar`,
  },
  pause: "Pausar",
  resume: "Reanudar",
  checkNow: "Controlar ahora",
  accountPaused: (handle) => `@${handle} está en pausa`,
  pausedText: "Sus publicaciones esperan hasta que la reanudes; conservan su sitio. A los fans se les responde igual.",
  accountResumed: (handle) => `@${handle} vuelve a publicar`,
  resumedText: (waiting) =>
    waiting === 0 ? "Ninguna publicación esperaba." : `${posts(waiting)} en espera salen en unos minutos.`,
  accountNotFound: (reference) => `No hay ninguna cuenta «${reference}».`,
  accountListHint: "account list",
  several: (reference) => `«${reference}» puede ser varias cuentas. Di cuál.`,
  postTitle: (piece, handle) => `Qué fue de ${piece} en @${handle}`,
  notRead:
    "La plataforma aún no ha dicho nada. Las cifras se leen 1 hora después de publicar, luego a las 6 y 24 horas, a los 3, 7 y 28 días.",
  problem: (code) => `La plataforma niega las cifras de esta publicación (${code}).`,
  age: "Edad",
  ages: (hours) => (hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`),
  views: "Vistas",
  reach: "Alcance",
  likes: "Me gusta",
  comments: "Comentarios",
  shares: "Compartidos",
  saves: "Guardados",
  watched: "Visto",
  watchedHours: (hours) => `${hours} h en total`,
  against: "Frente a lo habitual",
  times: (factor) => `${factor}x`,
  growthChart: (piece) => `${piece} según envejecía`,
  growthNote: "Interacciones: me gusta, comentarios, compartidos y guardados juntos.",
  interactions: "Interacciones",
  reportTitle: (count, days, avatar) =>
    `Qué funcionó${avatar === null ? "" : ` para ${avatar}`}: ${posts(count)} en ${days} días`,
  reportEmpty:
    "Aún no hay publicaciones de un día con cifras. Se leen a las 1, 6 y 24 horas de publicar; vuelve mañana.",
  reportChart: (days) => `Qué funcionó, últimos ${days} días`,
  reportNote: "1.0x es lo habitual de la cuenta. Pocas publicaciones cuentan poco: se acercan a 1.",
  groups: {
    hour: "Hora del público",
    weekday: "Día de la semana",
    hook: "Primera línea",
    template: "Toma",
    hashtag: "Etiqueta",
  },
  weekdays: ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
  hooks: {
    question: "una pregunta",
    number: "empieza con un número",
    cliffhanger: "lo deja abierto …",
    exclamation: "¡exclama!",
    short: "pocas palabras",
    statement: "una frase simple",
  },
  hourOf: (hour) => `${String(hour).padStart(2, "0")}:00`,
  bestLine: (what, factor, count) => `${what}: ${factor} (${count})`,
  tooFew: (what, count) => `${what}: ${count}, muy pocas para saberlo`,
  few: "muy pocas",
  hoursChart: "La semana por horas, en la hora del público",
  hoursNote: (least) =>
    `1.0 es lo habitual. (1): tantas publicaciones, muy pocas para saberlo; desde ${least} cuentan.`,
  unsure: "demasiado pronto",
  topCaption: (piece, factor, line) => `${piece} · ${factor} · ${line}`,
  plain: (key, factor, count) => `${key}: ${factor} de lo habitual (${count}).`,
  plainNone: "Nada se distingue todavía del azar.",
  lastDays: (days) => `${days} días`,
  showInsights: "Qué funcionó",
  showProposals: "Propuestas",
  proposalsTitle: (count, avatar) =>
    count === 0
      ? `Sin propuestas${avatar === null ? "" : ` para ${avatar}`}`
      : `${count === 1 ? "Una propuesta" : `${count} propuestas`}${avatar === null ? "" : ` para ${avatar}`}`,
  proposalsNone: (least) =>
    `Una toma se propone cuando al menos ${least} publicaciones la distinguen del azar. Hasta entonces todo se planea igual.`,
  proposals: {
    more: (shot, factor, count, avatar) =>
      `${avatar}: la toma «${shot}» rinde ${factor} de lo habitual (${count}): planea más.`,
    stop: (shot, factor, count, avatar) =>
      `${avatar}: la toma «${shot}» se queda en ${factor} de lo habitual (${count}): déjala.`,
  },
  applied: {
    more: (shot, avatar) => `«${shot}» se planea más a menudo para ${avatar}`,
    stop: (shot, avatar) => `«${shot}» ya no se planea para ${avatar}`,
  },
  appliedState: "aplicada",
  openState: "abierta",
  apply: { more: (shot) => `Más de «${shot}»`, stop: (shot) => `Dejar «${shot}»` },
  undo: (shot) => `Deshacer «${shot}»`,
  undone: (shot, avatar) => `«${shot}» se planea otra vez como cualquiera para ${avatar}`,
  noProposal: (reference) => `No hay (o ya no hay) una propuesta «${reference}».`,
  noWeight: (reference) => `No se aplicó nada con «${reference}».`,
  proposalsHint: "report proposals",
  shot: "Toma",
  chartMore: "Tomas frente a lo habitual",
};
