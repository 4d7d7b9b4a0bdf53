// Cities a brief may name, with what a persona says about them. One line a city, so that the list reads as a table.
import { plainForm } from "../../trust/text-normal-form.ts";
import type { PersonaLanguage } from "../persona.ts";

export interface PlaceWords {
  readonly city: string;
  readonly region: string;
  readonly country: string;
  readonly vibe: string;
}

export interface Place {
  readonly timeZone: string;
  readonly spot: string;
  readonly words: Readonly<Record<PersonaLanguage, PlaceWords>>;
}

/** city en/es | region en/es | country en/es | time zone | a spot there | vibe en | vibe es */
const TABLE = `
Barcelona/Barcelona | Catalonia/Cataluña | Spain/España | Europe/Madrid | Barceloneta | sea air, balconies and late dinners | aire de mar, balcones y cenas tardías
Madrid/Madrid | Community of Madrid/Comunidad de Madrid | Spain/España | Europe/Madrid | El Retiro | terraces that never close and dry golden light | terrazas que no cierran y luz seca y dorada
Valencia/Valencia | Valencian Community/Comunidad Valenciana | Spain/España | Europe/Madrid | La Malvarrosa | orange trees, bicycles and a long city beach | naranjos, bicicletas y una larga playa urbana
Seville/Sevilla | Andalusia/Andalucía | Spain/España | Europe/Madrid | Triana | orange blossom, tiles and warm nights | azahar, azulejos y noches cálidas
Ibiza/Ibiza | Balearic Islands/Islas Baleares | Spain/España | Europe/Madrid | Cala Comte | white walls, pine trees and sunset rituals | paredes blancas, pinos y rituales al atardecer
Lisbon/Lisboa | Lisbon District/Distrito de Lisboa | Portugal/Portugal | Europe/Lisbon | Miradouro da Graça | tiled hills, yellow trams and ocean light | colinas de azulejo, tranvías amarillos y luz de océano
Paris/París | Île-de-France/Isla de Francia | France/Francia | Europe/Paris | Canal Saint-Martin | zinc roofs, bookshops and long coffees | tejados de zinc, librerías y cafés largos
Milan/Milán | Lombardy/Lombardía | Italy/Italia | Europe/Rome | Navigli | courtyards, tailoring and aperitivo hour | patios, sastrería y hora del aperitivo
Rome/Roma | Lazio/Lacio | Italy/Italia | Europe/Rome | Trastevere | ochre walls, fountains and loud kitchens | paredes ocres, fuentes y cocinas ruidosas
Berlin/Berlín | Berlin/Berlín | Germany/Alemania | Europe/Berlin | Tempelhofer Feld | studios in old factories and lakes by bike | estudios en fábricas viejas y lagos en bici
London/Londres | Greater London/Gran Londres | United Kingdom/Reino Unido | Europe/London | Columbia Road | markets, rain and hidden stages | mercados, lluvia y escenarios escondidos
Amsterdam/Ámsterdam | North Holland/Holanda Septentrional | Netherlands/Países Bajos | Europe/Amsterdam | De Pijp | canals, bicycles and candlelit windows | canales, bicicletas y ventanas con velas
Athens/Atenas | Attica/Ática | Greece/Grecia | Europe/Athens | Anafiotika | marble steps, rooftops and ferry horns | escalones de mármol, azoteas y sirenas de ferry
Prague/Praga | Bohemia/Bohemia | Czechia/Chequia | Europe/Prague | Letná | river mist, spires and small jazz cellars | niebla de río, torres y pequeños sótanos de jazz
Stockholm/Estocolmo | Södermanland/Södermanland | Sweden/Suecia | Europe/Stockholm | Djurgården | clear water, clean lines and long dusks | agua clara, líneas limpias y ocasos largos
New York/Nueva York | New York State/Estado de Nueva York | United States/Estados Unidos | America/New_York | Prospect Park | fire escapes, galleries and restless streets | escaleras de incendio, galerías y calles inquietas
Los Angeles/Los Ángeles | California/California | United States/Estados Unidos | America/Los_Angeles | Griffith Park | canyon roads, palm shade and soft haze | carreteras de cañón, sombra de palmas y bruma suave
San Diego/San Diego | California/California | United States/Estados Unidos | America/Los_Angeles | Sunset Cliffs | surf racks, tacos and easy mornings | tablas de surf, tacos y mañanas fáciles
Miami/Miami | Florida/Florida | United States/Estados Unidos | America/New_York | Wynwood | pastel fronts, humid nights and Latin radio | fachadas pastel, noches húmedas y radio latina
Austin/Austin | Texas/Texas | United States/Estados Unidos | America/Chicago | Barton Springs | live music, food trucks and cold springs | música en vivo, comida callejera y manantiales fríos
Chicago/Chicago | Illinois/Illinois | United States/Estados Unidos | America/Chicago | Logan Square | lake wind, brick and late jazz | viento de lago, ladrillo y jazz tardío
Toronto/Toronto | Ontario/Ontario | Canada/Canadá | America/Toronto | Kensington Market | streetcars, many kitchens and lake islands | tranvías, muchas cocinas e islas en el lago
Mexico City/Ciudad de México | Valley of Mexico/Valle de México | Mexico/México | America/Mexico_City | Coyoacán | jacarandas, markets and mezcal bars | jacarandas, mercados y mezcalerías
Tulum/Tulum | Quintana Roo/Quintana Roo | Mexico/México | America/Cancun | Playa Paraíso | jungle paths, white sand and candle dinners | caminos de selva, arena blanca y cenas con velas
Bogota/Bogotá | Cundinamarca/Cundinamarca | Colombia/Colombia | America/Bogota | La Candelaria | mountain air, murals and strong coffee | aire de montaña, murales y café fuerte
Medellin/Medellín | Antioquia/Antioquia | Colombia/Colombia | America/Bogota | El Poblado | eternal spring, green slopes and reggaeton terraces | primavera eterna, laderas verdes y terrazas con reguetón
Buenos Aires/Buenos Aires | Río de la Plata/Río de la Plata | Argentina/Argentina | America/Argentina/Buenos_Aires | San Telmo | bookshops, tango and midnight pizza | librerías, tango y pizza a medianoche
Santiago/Santiago | Santiago Metropolitan/Región Metropolitana | Chile/Chile | America/Santiago | Barrio Lastarria | snow peaks behind glass towers | cumbres nevadas detrás de torres de vidrio
Lima/Lima | Lima Province/Provincia de Lima | Peru/Perú | America/Lima | Barranco | cliffs over the Pacific and ceviche at noon | acantilados sobre el Pacífico y ceviche al mediodía
Rio de Janeiro/Río de Janeiro | Rio de Janeiro State/Estado de Río de Janeiro | Brazil/Brasil | America/Sao_Paulo | Arpoador | samba, granite hills and warm surf | samba, cerros de granito y olas cálidas
Tokyo/Tokio | Kanto/Kanto | Japan/Japón | Asia/Tokyo | Shimokitazawa | neon alleys, record shops and quiet shrines | callejones de neón, tiendas de discos y santuarios tranquilos
Bali/Bali | Bali Province/Provincia de Bali | Indonesia/Indonesia | Asia/Makassar | Canggu | rice fields, scooters and slow sunsets | arrozales, motos y atardeceres lentos
Sydney/Sídney | New South Wales/Nueva Gales del Sur | Australia/Australia | Australia/Sydney | Bondi | ocean pools, ferries and salt in the hair | piscinas de mar, ferris y sal en el pelo
Cape Town/Ciudad del Cabo | Western Cape/Cabo Occidental | South Africa/Sudáfrica | Africa/Johannesburg | Muizenberg | a mountain over two oceans | una montaña sobre dos océanos
`;

function both(cell: string): readonly [string, string] {
  const [english = "", spanish = english] = cell.split("/");
  return [english, spanish];
}

function placeOf(line: string): Place {
  const [cityCell = "", regionCell = "", countryCell = "", timeZone = "", spot = "", vibeEn = "", vibeEs = ""] =
    line.split(" | ");
  const [city, ciudad] = both(cityCell);
  const [region, zona] = both(regionCell);
  const [country, pais] = both(countryCell);
  return {
    timeZone,
    spot,
    words: {
      en: { city, region, country, vibe: vibeEn },
      es: { city: ciudad, region: zona, country: pais, vibe: vibeEs },
    },
  };
}

export const PLACES: readonly Place[] = TABLE.trim().split("\n").map(placeOf);

const CITIES = new Map(
  PLACES.flatMap((place) => Object.values(place.words).map(({ city }) => [plainForm(city), place] as const)),
);

/** The place of a city as either language writes it; null for one that is not in the table. */
export function placeOfCity(city: string): Place | null {
  return CITIES.get(plainForm(city)) ?? null;
}

/** Places whose city a text names. With its capital letter: "lima" is a fruit, too. */
export function placesNamedIn(text: string): Place[] {
  const names = (place: Place) => Object.values(place.words).map(({ city }) => city);
  const isNamed = (name: string) => new RegExp(`(?<![\\p{L}])${name}(?![\\p{L}])`, "u").test(text);
  return PLACES.filter((place) => names(place).some(isNamed));
}
