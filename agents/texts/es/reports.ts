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
  subscribersTitle: (count, avatar) =>
    `${count === 1 ? "Un suscriptor" : `${count} suscriptores`}${avatar ? ` de ${avatar}` : ""}`,
  subscribersActive: "Activos",
  subscribersLeaving: "Renovación tardía / cancelados",
  subscribersMoved: "Empezaron / terminaron",
  churn: "Abandono",
  lifetimeValue: "Valor de un suscriptor",
};
