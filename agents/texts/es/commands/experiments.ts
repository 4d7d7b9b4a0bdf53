// Palabras de los comandos: pruebas A/B.
import type { CommandText } from "../../en/commands.ts";

const experiment = "Nombre o identificador del experimento";

export const experimentsCommandTexts: Readonly<Record<string, CommandText>> = {
  "experiment.create": {
    summary: "Planea una prueba A/B de lo que dice el chat.",
    example: 'experiment create luna hola welcome_message "normal 50 | cálida 50: ¡Qué bueno saber de ti!"',
    arguments: {
      avatar: "Nombre o alias del avatar",
      name: "Cómo lo llamas",
      element: "welcome_message, call_to_action, pricing_offer u objection_response",
      variants:
        "nombre parte: texto, con | entre ellas; una vacía es el control; @pack nombra un pack en pricing_offer",
      baselinePercent: "Porcentaje de fans que pagan sin el cambio",
      effectPoints: "El menor cambio que importa, en puntos porcentuales",
      windowHours: "Horas tras mostrarse en las que cuenta una venta",
    },
  },
  "experiment.start": {
    summary: "Empieza una prueba A/B planeada.",
    example: "experiment start hola",
    arguments: { experiment },
  },
  "experiment.show": {
    summary: "Muestra una prueba A/B: cifras, intervalo, veredicto.",
    example: "experiment show hola",
    arguments: { experiment },
  },
  "experiment.list": {
    summary: "Lista las pruebas A/B.",
    example: "experiment list luna",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
  "experiment.end": {
    summary: "Termina una prueba A/B.",
    example: "experiment end hola",
    arguments: { experiment },
  },
  "experiment.deploy": {
    summary: "Adopta la ganadora de una prueba A/B.",
    example: "experiment deploy hola",
    arguments: {
      experiment,
      variant: "Otra variante que la ganadora; requiere force",
      force: "Sin un veredicto que lo diga; queda anotado",
    },
  },
  "experiment.withdraw": {
    summary: "Retira un texto adoptado.",
    example: "experiment withdraw hola",
    arguments: { experiment },
  },
};
