// Fichas de ejecución y el propio sistema.
import type { system as english } from "../en/system.ts";
import type { TextShape } from "../shape.ts";

export const system: TextShape<typeof english> = {
  runCardNotFound: "No existe esa ficha de ejecución.",
  runCardEnded: (state) => `Esta ficha ya está ${state}.`,
  runCardEndedAlready: "Esta ficha ya no está pendiente.",
  runCardExpired: "Esta ficha caducó: los precios y presupuestos pueden haber cambiado.",
  runCardAgain: "Repite el comando para obtener un presupuesto nuevo.",
  runResumed: "Un reinicio lo interrumpió después de tu sí. Ya está terminado; se hizo una sola vez.",
  runResumedFailed: "Un reinicio lo interrumpió después de tu sí y no se pudo terminar.",
  cutOff: (time) => `Me reinicié antes de contestar lo que enviaste a las ${time} (UTC)`,
  cutOffText:
    "Lo que habías aprobado se termina solo. Lo demás puede no haberse hecho: si no ves respuesta, envíalo o púlsalo otra vez.",
  runCardChanged: "El plan de esta ficha cambió después de crearse. No se ejecutará.",
  runCards: (count) => (count === 0 ? "No hay fichas pendientes" : `Fichas pendientes: ${count}`),
  command: "Comando",
  quote: "Presupuesto",
  expires: "Caduca (UTC)",
  runCardStates: {
    waiting: "pendiente",
    approved: "aprobada",
    running: "en marcha",
    done: "hecha",
    failed: "fallida",
    canceled: "cancelada",
    expired: "caducada",
  },
};
