// Informes de dinero: costos, ganancias y pérdidas.
import type { reports as english } from "../en/reports.ts";
import type { TextShape } from "../shape.ts";

export const reports: TextShape<typeof english> = {
  costsTitle: (cost, days, avatar) => `Costos de los últimos ${days} días${avatar ? ` de ${avatar}` : ""}: ${cost}`,
  noCosts: "En este tiempo no se liquidó ninguna llamada de pago. Los proveedores integrados no cuestan nada.",
  calls: "Llamadas de pago",
  cost: "Costo",
  share: "Parte",
  reserved: "Reservado, en curso",
  groups: { day: "Día (UTC)", avatar: "Avatar", provider: "Proveedor", batch: "Lote", operator: "Operador" },
  groupedBy: {
    day: "Por día",
    avatar: "Por avatar",
    provider: "Por proveedor",
    batch: "Por lote",
    operator: "Por operador",
  },
  noneOf: {
    day: "ninguno",
    avatar: "sin avatar",
    provider: "ninguno",
    batch: "sin lote",
    operator: "el sistema",
  },
  exampleCosts: (cost) => `De eso, ${cost} es inventado: pertenece a la creadora de ejemplo y nadie lo pagó.`,
  pnlTitle: (profit, days, avatar) => `Ganancia de los últimos ${days} días${avatar ? ` de ${avatar}` : ""}: ${profit}`,
  playText: (profit) => `Aparte, dinero de juego: ${profit} de ganancia que no es real.`,
  playMoney: "Dinero de juego",
  playNote:
    "El dinero de juego son compras de prueba y los costos de la creadora de ejemplo. No se cobró ninguna tarjeta y nada de eso está en las cifras reales.",
  revenue: "Ingresos",
  refunds: "Reembolsos",
  profit: "Ganancia",
  margin: "Margen",
  payers: "Compradores",
  payersValue: (count, arpu) => `${count}, ${arpu} cada uno`,
  growth: "Frente al tiempo anterior",
  conversion: "Ofertas pagadas / mostradas",
  netRevenue: "Ingresos netos",
  playNetRevenue: "Ingresos netos de juego",
  playProfit: "Ganancia de juego",
  budgetTitle: (left, ceiling) => `Quedan ${left} de los ${ceiling} de hoy`,
  budgetUsedUp: "El presupuesto de hoy está agotado",
  budgetPaused: "Donde no queda nada, el trabajo de pago espera a que se suba el tope o empiece el día siguiente.",
  ceiling: "Tope por día",
  spentToday: "Gastado hoy",
  left: "Queda",
  nextDay: "Día siguiente (UTC)",
  inHours: (hours) => (hours === 1 ? "en menos de una hora" : `en ${hours} horas`),
  setCeiling: "Fijar el tope",
  newCeiling: "Dólares por día, p. ej. 40",
  ceilingSet: (ceiling, avatar) =>
    avatar
      ? `Desde ahora ${avatar} puede costar ${ceiling} por día`
      : `Desde ahora todo puede costar ${ceiling} por día`,
  ceilingRemoved: (avatar) =>
    avatar ? `${avatar} ya no tiene un tope propio` : "El tope vuelve a ser el configurado (DAILY_BUDGET_USD)",
  showCosts: "Costos",
  lastDays: (days) => `${days} días`,
  unknown: "–",
  salesTitle: (revenue, days, avatar) =>
    `Ventas de los últimos ${days} días${avatar ? ` de ${avatar}` : ""}: ${revenue}`,
  salesPlay: "Dinero de juego: todas fueron compras de prueba y no se cobró ninguna tarjeta.",
  layer: "Nivel",
  layers: { subscription: "Suscripción", pack: "Paquetes", custom: "A medida" },
  arpu: "Cada uno",
  lifetimeValue: "Valor de vida",
  upgrade: (from, to) => `De ${from} a ${to}`,
  upgraded: (upgraded, buyers, rate) => `${upgraded} de ${buyers} compradores (${rate})`,
  afterDays: (days) => `tras ${days} días de media`,
  funnelTitle: (began, paid, days, avatar) => {
    const when = `a escribir${avatar ? ` a ${avatar}` : ""} en los últimos ${days} días`;
    if (began === 0) return `Ningún fan empezó ${when}`;
    if (began === 1) return `Un fan empezó ${when}; ${paid === 0 ? "aún no ha pagado" : "ya ha pagado"}`;
    const payers = paid === 0 ? "ninguno ha pagado" : `${paid} ${paid === 1 ? "ha" : "han"} pagado`;
    return `${began} fans empezaron ${when}; ${payers}`;
  },
  funnelChart: (days) => `Del primer mensaje a la venta, ${days} días`,
  funnelNote: "Fans cuyo primer mensaje llegó en este tiempo, según hasta dónde han llegado desde entonces.",
  funnelPlay: (count) => `${count} de los que pagaron lo hicieron con dinero de juego.`,
  fans: "Fans",
  steps: {
    lead_magnet: "Escribió",
    qualification: "Interesado",
    conversion: "Listo para comprar",
    offered: "Vio una oferta",
    paid: "Pagó",
  },
  ofStep: (rate, step) => `${rate} de «${step}»`,
  afterHours: (hours) => `la mitad en menos de ${hours} h`,
  afterMinutes: "la mitad en minutos",
  noForecasts: "Aún no ha terminado ninguna oferta, así que no hay nada que comparar",
  fewForecasts: (count, needed) =>
    `${count === 1 ? "Ha terminado una oferta" : `Han terminado ${count} ofertas`}; a partir de ${needed} esto dice algo`,
  calibrationChart: "Probabilidades previstas, y cuántos pagaron",
  oneOutcome: (count, paid) => (paid ? `Se pagaron las ${count} ofertas` : `No se pagó ninguna de ${count} ofertas`),
  forecastsHelp: (count) => `Las probabilidades aciertan más que la media, en ${count} ofertas`,
  forecastsMislead: (count) => `Las probabilidades no aciertan más que la media, en ${count} ofertas`,
  calibrationText:
    "Cuando se hace una oferta, se anota la probabilidad de que ese fan compre. Un buen pronóstico del 60 % se compra en 6 de cada 10 casos.",
  calibrationNote: "Largo: cuántos pagaron de verdad entre los de esa probabilidad.",
  calibrationOfPlay: "Son compras de prueba: el dinero de juego dice poco de quién pagaría de verdad.",
  foretold: "Probabilidad prevista",
  foretoldBetween: (from, to) => `${from.toFixed(0)}–${to.toFixed(0)} %`,
  observedOf: (rate, count) => `${rate} de ${count}`,
  meanForetold: "Prevista de media",
  reallyPaid: "Pagadas de verdad",
  offers: "Ofertas",
  offersEnded: "Ofertas terminadas",
  ofWhichPaid: (count, paid) => `${count}, ${paid} de ellas pagadas`,
  brier: "Índice de Brier (0 es perfecto)",
  brierOfBaseRate: "Índice de Brier de decir siempre la media",
  calibrationError: "Distancia media entre lo previsto y lo real",
  subscribersTitle: (count, avatar) =>
    `${count === 1 ? "Un suscriptor" : `${count} suscriptores`}${avatar ? ` de ${avatar}` : ""}`,
  subscribersActive: "Activos",
  subscribersLeaving: "Renovación tardía / cancelados",
  subscribersMoved: "Empezaron / terminaron",
  churn: "Abandono",
  subscriberValue: "Valor de un suscriptor",
};
