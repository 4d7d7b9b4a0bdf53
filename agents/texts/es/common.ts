// Palabras y frases comunes a todas las superficies.

import type { common as english } from "../en/common.ts";
import type { TextShape } from "../shape.ts";

export const common: TextShape<typeof english> = {
  yes: "sí",
  no: "no",
  none: "ninguno",
  approve: "Aprobar",
  cancel: "Cancelar",
  edit: "Editar",
  reject: "Rechazar",
  open: "Abrir",
  cost: "Coste",
  plan: "Plan",
  usage: "Uso",
  example: "Ejemplo",
  didYouMean: (name) => `¿Querías decir «${name}»?`,
  unknownCommand: (text) => `No conozco «${text}».`,
  unknownArgument: (name, command) => `«${command}» no tiene el argumento «${name}».`,
  missingArgument: (name) => `Falta «${name}».`,
  badValue: (name, problem) => `«${name}»: ${problem}.`,
  quoteNotClosed: "Hay unas comillas sin cerrar.",
  forbidden: (role) => `Esto necesita el rol ${role}.`,
  askOwner: "Pide a un propietario que lo haga o que cambie tu rol.",
  somethingFailed: "Algo falló de nuestro lado. Nada quedó a medias; el registro tiene los detalles.",
  tryAgain: "Inténtalo de nuevo en un momento.",
  waiting: "Pendiente de aprobación",
  runCardTitle: (command) => `Ficha de ejecución: ${command}`,
  runCardExpires: (minutes) => `La ficha caduca en ${minutes} minutos.`,
  budgetLeft: "Queda del presupuesto de hoy",
  freeOffline: "nada: proveedor integrado",
  canceled: "Cancelado. No se ejecutó nada.",
  offlineNote: "Vista previa integrada: no es una foto y nunca se publica ni se vende de verdad.",
  roles: { owner: "propietario", manager: "gestor", chatter: "conversador", analyst: "analista" },
  help: "Comandos",
  helpText: "Escribe un comando, o sus primeras letras y Tab. «help <comando>» explica uno.",
};
