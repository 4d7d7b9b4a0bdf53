// Palabras de los comandos: sales.
import type { CommandText } from "../../en/commands.ts";

export const salesCommandTexts: Readonly<Record<string, CommandText>> = {
  "pack.create": {
    summary: "Crea un pack a la venta con piezas aprobadas.",
    example: "pack create luna starter --count 6",
    arguments: {
      avatar: "Nombre o alias del avatar",
      step: "starter, deluxe, ultimate o vip",
      name: "Cómo lo ven los fans",
      count: "Cuántas piezas, si no es el número de la lista",
      priceUsd: "Otro precio, p. ej. 19.99",
    },
  },
  "pack.list": {
    summary: "Muestra los packs a la venta.",
    example: "pack list luna",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
  "offer.make": {
    summary: "Ofrece un pack a un fan a mano.",
    example: "offer make Alex starter",
    arguments: {
      conversation: "Nombre del fan o identificador de la conversación",
      pack: "Pack: alias, nivel o identificador",
    },
  },
  "report.pnl": {
    summary: "Ingresos, costes y beneficio por avatar.",
    example: "report pnl",
    arguments: { avatar: "Nombre o alias del avatar", days: "Cuántos días hacia atrás" },
  },
  "report.sales": {
    summary: "Lo que vende cada nivel: ingresos, compradores, valor de vida, mejoras.",
    example: "report sales",
    arguments: { avatar: "Nombre o alias del avatar", days: "Cuántos días hacia atrás" },
  },
  "report.funnel": {
    summary: "Hasta dónde llegaron los fans nuevos, paso a paso.",
    example: "report funnel",
    arguments: { avatar: "Nombre o alias del avatar", days: "Cuántos días hacia atrás" },
  },
  "report.calibration": {
    summary: "Cuánto acertaron las probabilidades de compra previstas.",
    example: "report calibration",
    arguments: { avatar: "Nombre o alias del avatar", days: "Cuántos días hacia atrás" },
  },
  "budget.show": {
    summary: "Muestra cuánto se puede gastar hoy y cuánto queda.",
    example: "budget show",
    arguments: {},
  },
  "budget.set": {
    summary: "Fija cuánto puede costar un día, en total o de un avatar.",
    example: "budget set 40",
    arguments: {
      usd: "Dólares por día, desde ahora; none quita el tope",
      avatar: "Nombre o alias del avatar; sin él, todo el espacio de trabajo",
    },
  },
};
