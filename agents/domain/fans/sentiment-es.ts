// Spanish words with their feeling, -3..3, without accents.

const words = (value: number, list: string): [string, number][] => list.split(" ").map((word) => [word, value]);

export const SPANISH_SENTIMENT: ReadonlyMap<string, number> = new Map([
  ...words(
    3,
    "amo encanta encantan encantas encanto encantado encantada increible maravillosa maravilloso perfecta perfecto espectacular fantastica fantastico genial 😍 🥰 ❤ 💕",
  ),
  ...words(
    2,
    "hermosa hermoso preciosa precioso linda lindo guapa guapo bella bello feliz contenta contento gracias bonita bonito adoro mejor excelente divertida divertido 😊 😁 🔥",
  ),
  ...words(
    1,
    "bien buena bueno buenas buenos gusta gustan gustas gustaria quiero interesante claro vale rico suave tranquila tranquilo jaja jajaja 👍 🙂",
  ),
  ...words(-1, "cansada cansado aburrida aburrido lento caro cara raro rara duda dudas nerviosa nervioso 😕 🙁"),
  ...words(
    -2,
    "mal mala malo triste sola solo fea feo molesta molesto enfadada enfadado decepcionada decepcionado estafa mentira falso falsa cancelar problema problemas queja peor 😢 😞 😡",
  ),
  ...words(-3, "odio horrible terrible asco asquerosa asqueroso fraude basura denunciar pesimo pesima 🤮"),
]);
