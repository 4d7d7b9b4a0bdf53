// Lo que pueden gastar los fans.
import type { limits as english } from "../en/limits.ts";
import type { TextShape } from "../shape.ts";

export const limits: TextShape<typeof english> = {
  title: (of) => (of ? `Límite de gasto de ${of}` : "Límite de gasto de cada fan"),
  set: (of) => (of ? `Límite de gasto de ${of} fijado` : "Límite de gasto de cada fan fijado"),
  daily: "En 24 horas",
  monthly: "En 30 días",
  dayOverMonth: "El límite de un día no supera al de 30 días.",
  dayOverMonthRemedy: "Indica primero el de un día y luego el de 30 días: limit set 50 500",
  rolling: "Las dos ventanas son móviles: nada empieza de cero a medianoche. Lo devuelto deja de contar.",
  spentDay: "Gastado en 24 horas",
  spentMonth: "Gastado en 30 días",
  left: "Queda ahora",
  own: "Su propio límite (24 h / 30 días)",
  none: "ninguno",
  raiseFrom: "Uno más alto vale desde",
  frozen: "Ofertas detenidas por una disputa",
  yes: "sí",
  thaw: "Permitir ofertas otra vez",
  thawed: (fan) => `A ${fan} se le puede ofrecer otra vez`,
  purchaseNotFound: "No existe esa compra.",
  notRefundable: "Solo se devuelve una compra pagada, y esta no lo está o ya no lo está.",
  refunds: "Se devuelve a",
  amount: "Importe",
  how: "Cómo",
  byProvider: (provider) => `se le pide a ${provider}; la galería se cierra cuando lo haya hecho`,
  byHand: (provider) => `a mano en ${provider}: aquí solo queda marcada hasta que llegue su aviso`,
  refundAsked: (amount) => `Se están devolviendo ${amount}`,
  refundFollows: "La galería se cierra y el informe se corrige cuando el proveedor lo confirme.",
  refundByHand: "A este proveedor no se le puede pedir desde aquí: devuélvelo allí. Su aviso cierra la galería.",
  notFrozen: "Ninguna disputa detiene las ofertas a este fan.",
};
