// Names no avatar may carry or be drawn after (trust C8): social media, streaming, reality television, adult film.

export const ONLINE_NAMES = `
Addison Rae; Abella Danger; Alix Earle; Andrew Tate; Angela White; Asa Akira; Ashley Graham; Avani Gregg;
Bella Poarch; Belle Delphine; Brooke Monk; Caryn Marjorie; Casey Neistat; Charli D'Amelio; Chiara Ferragni; Corinna Kopf;
David Dobrik; Dixie D'Amelio; Dylan Mulvaney; Emma Chamberlain; Eva Elfie; Georgina Rodríguez; Huda Kattan; Ibai Llanos;
Jake Paul; James Charles; Jeffree Star; Jenna Jameson; Joe Rogan; Jojo Siwa; Jordan Peterson; Kai Cenat;
Khaby Lame; Khloé Kardashian; Kim Kardashian; Kimberly Loaiza; Kourtney Kardashian; Kris Jenner; Kylie Jenner; Lana Rhoades;
Lele Pons; Lexi Luna; Liza Koshy; Logan Paul; Loren Gray; Luisito Comunica; Mia Khalifa; Mia Malkova;
Michelle Phan; Molly-Mae Hague; Nicole Richie; Nikita Dragun; Nikkie de Jager; Noah Beck; Paris Hilton; Pokimane Anys;
Riley Reid; Sara Sampaio; Sasha Grey; Sommer Ray; Sophie Rain; Stormy Daniels; Tana Mongeau; Tammy Hembrow;
Valentina Nappi; Yanet Garcia; Zoe Sugg`;
