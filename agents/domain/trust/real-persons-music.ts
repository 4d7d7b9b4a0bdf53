// Names no avatar may carry or be drawn after (trust C8): music. First and last name, or a stage name of more than one word.

export const MUSIC_NAMES = `
Alanis Morissette; Alejandro Sanz; Alicia Keys; Amy Winehouse; Ana Gabriel; Anitta Machado; Anuel AA; Ariana Grande;
Aretha Franklin; Ava Max; Avril Lavigne; Axl Rose; Bad Bunny; Barbra Streisand; Becky G; Bebe Rexha;
Beyoncé Knowles; Billie Eilish; Billy Joel; Bob Dylan; Bob Marley; Britney Spears; Bruce Springsteen; Bruno Mars;
Camila Cabello; Cardi B; Carly Rae Jepsen; Carrie Underwood; Celia Cruz; Celine Dion; Charli XCX; Chris Brown;
Christina Aguilera; Courtney Love; Daddy Yankee; David Bisbal; David Bowie; David Guetta; Demi Lovato; Dolly Parton;
Doja Cat; Dua Lipa; Ed Sheeran; Ellie Goulding; Elton John; Elvis Presley; Enrique Iglesias; Eric Clapton;
Fergie Duhamel; Frank Ocean; Frank Sinatra; Freddie Mercury; Gloria Estefan; Gwen Stefani; Halsey Frangipane; Harry Styles;
Iggy Azalea; Janet Jackson; Janis Joplin; Jennie Kim; Jennifer Hudson; Jennifer Lopez; Jessie J; Jim Morrison;
Jimi Hendrix; John Lennon; John Legend; John Mayer; Johnny Cash; Jon Bon Jovi; Joni Mitchell; Julio Iglesias;
Justin Bieber; Justin Timberlake; Kacey Musgraves; Kali Uchis; Kanye West; Karol Giraldo; Kate Bush; Katy Perry;
Kelly Clarkson; Kelly Rowland; Kendrick Lamar; Kid Cudi; Kurt Cobain; Kylie Minogue; Lady Gaga; Lalisa Manobal;
Lana Del Rey; Laura Pausini; Lenny Kravitz; Liam Payne; Lil Nas X; Lil Wayne; Linda Ronstadt; Louis Tomlinson;
Luis Fonsi; Luis Miguel; Machine Gun Kelly; Madonna Ciccone; Maluma Londoño; Marc Anthony; Mariah Carey; Marilyn Manson;
Mary J. Blige; Megan Thee Stallion; Miley Cyrus; Michael Bublé; Michael Jackson; Mick Jagger; Missy Elliott; Nathy Peluso;
Nelly Furtado; Niall Horan; Nicki Minaj; Nicki Nicole; Nick Jonas; Nina Simone; Norah Jones; Olivia Newton-John;
Olivia Rodrigo; Ozzy Osbourne; Park Jimin; Patti Smith; Paul McCartney; Peso Pluma; Pharrell Williams; Phoebe Bridgers;
Post Malone; Rauw Alejandro; Ricky Martin; Ringo Starr; Rita Ora; Robbie Williams; Rosalía Vila; Robyn Rihanna Fenty;
Sabrina Carpenter; Sam Smith; Selena Gomez; Selena Quintanilla; Shakira Mebarak; Shania Twain; Shawn Mendes; Sheryl Crow;
Snoop Dogg; Solange Knowles; Stevie Nicks; Stevie Wonder; Taylor Swift; Thalía Sodi; The Weeknd; Tina Turner;
Tori Amos; Travis Barker; Travis Scott; Tupac Shakur; Vanessa Paradis; Victoria Justice; Whitney Houston; Young Thug;
Zara Larsson; Zayn Malik`;
