// Names no avatar may carry or be drawn after (trust C8): sport.

export const SPORT_NAMES = `
Aitana Bonmatí; Alex Morgan; Alexia Putellas; Allyson Felix; Anna Kournikova; Antoine Griezmann; Aryna Sabalenka; Babe Ruth;
Caitlin Clark; Caeleb Dressel; Canelo Álvarez; Carlos Alcaraz; Caroline Wozniacki; Charles Leclerc; Conor McGregor; Cristiano Ronaldo;
Danica Patrick; David Beckham; Diego Maradona; Emma Raducanu; Erling Haaland; Fernando Alonso; Fernando Torres; Floyd Mayweather;
Gareth Bale; Garbiñe Muguruza; Gerard Piqué; Gianluigi Buffon; Gina Carano; Hope Solo; Iker Casillas; Jannik Sinner;
James Rodríguez; Jude Bellingham; Karim Benzema; Katie Ledecky; Katelyn Ohashi; Kobe Bryant; Kylian Mbappé; Lamine Yamal;
Lance Armstrong; LeBron James; Lewis Hamilton; Lindsey Vonn; Lionel Messi; Lolo Jones; Luis Suárez; Luka Modrić;
Magic Johnson; Manny Pacquiao; Maria Sharapova; Max Verstappen; Megan Rapinoe; Michael Jordan; Michael Phelps; Michael Schumacher;
Mike Tyson; Mikaela Shiffrin; Mohamed Salah; Muhammad Ali; Nadia Comăneci; Naomi Osaka; Neymar Júnior; Neymar da Silva;
Novak Djokovic; Nyjah Huston; Olga Carmona; Paige Spiranac; Patrick Mahomes; Paula Badosa; Pau Gasol; Paul Pogba;
Rafael Nadal; Robert Lewandowski; Roger Federer; Ronda Rousey; Saúl Álvarez; Serena Williams; Sergio Ramos; Shaquille O'Neal;
Simone Biles; Stephen Curry; Sunisa Lee; Tiger Woods; Tom Brady; Tony Hawk; Travis Kelce; Usain Bolt;
Venus Williams; Virat Kohli; Wayne Gretzky; Wayne Rooney; Zinedine Zidane; Zlatan Ibrahimović`;
