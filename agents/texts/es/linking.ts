// Códigos de un solo uso que muestran que un fan de dos canales es una sola persona.
import type { linking as english } from "../en/linking.ts";
import type { TextShape } from "../shape.ts";

export const linking: TextShape<typeof english> = {
  code: (code, minutes) =>
    `Tu código: link code ${code}\nEscríbemelo tal cual en tu otro canal antes de ${minutes} minutos. Quien lo tenga cuenta como tú, así que no se lo des a nadie.`,
  tooManyCodes: "Ya tuviste varios códigos. Inténtalo de nuevo en una hora.",
  outcomes: {
    linked: "Listo: ahora sé que eres la misma persona aquí y allá.",
    same: "Ese código es de esta misma cuenta, así que no hay nada que enlazar.",
    unknown: "Ese código no es correcto, ya se usó o venció. Pídeme uno nuevo en tu otro canal.",
    same_account: "Para esta plataforma son dos personas, así que no pueden ser una.",
    too_many: "Fueron demasiados códigos. Espera una hora, por favor.",
  },
  linkedHere: "Tu otro canal quedó enlazado con este, como pediste con el código. Si no fuiste tú, dímelo.",
  sent: (fan, minutes) => `Se envió un código a ${fan}; sirve durante ${minutes} minutos`,
  sentText: "El fan lo escribe en el otro canal; entonces ambos son una persona, con los bloqueos de cada uno.",
  tooManySent: "Este fan ya tuvo demasiados códigos en una hora.",
  tooManyRemedy: "Inténtalo de nuevo en una hora.",
  locked: "Esta conversación está bloqueada, así que no se le puede enviar un código.",
};
