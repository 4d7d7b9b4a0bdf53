// El resumen de la mañana y los avisos de presupuesto.
import type { digest as english } from "../en/digest.ts";
import type { TextShape } from "../shape.ts";

const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export const digest: TextShape<typeof english> = {
  title: "Las últimas 24 horas",
  money: "Dinero",
  moneyValue: (revenue, sales, cost, profit) =>
    `${revenue} de ${plural(sales, "venta", "ventas")}, coste ${cost}, quedan ${profit}`,
  play: (amount) => `(dinero de juego: ${amount})`,
  talk: "Fans",
  talkValue: (messages, answers, fans, handovers) =>
    `${plural(messages, "mensaje", "mensajes")}, ${plural(answers, "respuesta", "respuestas")}, ${plural(fans, "fan nuevo", "fans nuevos")}, ${plural(handovers, "traspaso", "traspasos")}`,
  posts: "Publicaciones",
  postsValue: (published, ahead) => `${published} publicadas, ${ahead} en las próximas 24 horas`,
  waiting: "Te espera",
  nothingWaits: "nada",
  waits: {
    fansWaiting: (count) => plural(count, "fan", "fans"),
    drafts: (count) => plural(count, "borrador", "borradores"),
    pieces: (count) => plural(count, "pieza por revisar", "piezas por revisar"),
    failedPosts: (count) => plural(count, "publicación fallida", "publicaciones fallidas"),
    unknown: (count) => plural(count, "envío en averiguación", "envíos en averiguación"),
    accountsUnwell: (count) => plural(count, "cuenta que no está bien", "cuentas que no están bien"),
  },
  budget: "Techo de hoy",
  budgetValue: (limit) => limit,
  openFans: "Fans en espera",
  openDrafts: "Borradores",
  openPieces: "Revisar piezas",
  openMoney: "Pérdidas y ganancias",
  comesAt: (hour, zone) => `El resumen llega cada día a las ${hour}, ${zone}.`,
  isOff: "El resumen no llega por sí solo.",
  unknownZone: "No existe esa zona horaria.",
  unknownZoneRemedy: "Da una como Europe/Madrid o America/Bogota.",
  alarm: (percent, avatar) =>
    avatar === null
      ? `Se ha usado el ${percent} % del presupuesto de hoy`
      : `Se ha usado el ${percent} % del presupuesto de hoy de ${avatar}`,
  alarmText: (used, limit) => `${used} de ${limit}. Un nuevo día empieza a medianoche UTC.`,
  alarmFull: "El trabajo de pago está parado hasta entonces, o hasta que se suba el techo.",
  openBudget: "Presupuesto",
  openCosts: "Costes",
};
