// Names no avatar may carry or be drawn after (trust C8): film, television, fashion. First and last name as they are known.

export const SCREEN_NAMES = `
Adam Driver; Adam Sandler; Adriana Lima; Adrien Brody; Aishwarya Rai; Al Pacino; Alexandra Daddario; Alicia Vikander;
Amber Heard; Amitabh Bachchan; Amy Adams; Ana de Armas; Andrew Garfield; Angelina Jolie; Anne Hathaway; Anthony Hopkins;
Antonio Banderas; Anya Taylor-Joy; Ashton Kutcher; Aubrey Plaza; Audrey Hepburn; Bella Hadid; Ben Affleck; Benedict Cumberbatch;
Blake Lively; Brad Pitt; Bradley Cooper; Brie Larson; Brigitte Bardot; Bruce Lee; Bruce Willis; Cameron Diaz;
Candice Swanepoel; Cara Delevingne; Cate Blanchett; Catherine Zeta-Jones; Channing Tatum; Charlize Theron; Chris Evans; Chris Hemsworth;
Chris Pine; Chris Pratt; Christian Bale; Cillian Murphy; Cindy Crawford; Claudia Schiffer; Conan O'Brien; Daisy Ridley;
Dakota Fanning; Dakota Johnson; Daniel Craig; Daniel Radcliffe; Danna Paola; Daryl Hannah; Deepika Padukone; Demi Moore;
Denzel Washington; Dwayne Johnson; Eddie Murphy; Eddie Redmayne; Elizabeth Olsen; Elizabeth Taylor; Elle Fanning; Ellen DeGeneres;
Elsa Pataky; Emilia Clarke; Emily Blunt; Emily Ratajkowski; Emma Mackey; Emma Roberts; Emma Stone; Emma Watson;
Eugenio Derbez; Eva Green; Eva Longoria; Eva Mendes; Ewan McGregor; Florence Pugh; Gael García Bernal; Gal Gadot;
George Clooney; Gigi Hadid; Gillian Anderson; Gisele Bündchen; Glen Powell; Grace Kelly; Gwyneth Paltrow; Hailee Steinfeld;
Hailey Bieber; Halle Berry; Harrison Ford; Heath Ledger; Heidi Klum; Helen Mirren; Henry Cavill; Hugh Grant;
Hugh Jackman; Hunter Schafer; Idris Elba; Irina Shayk; Jackie Chan; Jacob Elordi; Jake Gyllenhaal; James Franco;
James McAvoy; Jamie Dornan; Jamie Foxx; Jamie Lee Curtis; Jared Leto; Jason Momoa; Jason Statham; Javier Bardem;
Jenna Ortega; Jennifer Aniston; Jennifer Connelly; Jennifer Garner; Jennifer Lawrence; Jeremy Allen White; Jessica Alba; Jessica Biel;
Jessica Chastain; Jim Carrey; Jimmy Fallon; Jimmy Kimmel; Joaquin Phoenix; Jodie Foster; Johnny Depp; Jon Hamm;
Jude Law; Julia Roberts; Julianne Moore; Karlie Kloss; Kate Beckinsale; Kate Hudson; Kate Moss; Kate Winslet;
Keanu Reeves; Keira Knightley; Kendall Jenner; Kerry Washington; Kevin Hart; Kim Basinger; Kirsten Dunst; Kit Harington;
Kristen Bell; Kristen Stewart; Lena Headey; Leonardo DiCaprio; Liam Hemsworth; Liam Neeson; Lily Collins; Lily James;
Lily-Rose Depp; Lindsay Lohan; Lucy Liu; Lupita Nyong'o; Maggie Gyllenhaal; Maisie Williams; Margot Robbie; Maribel Verdú;
Marilyn Monroe; Marion Cotillard; Mario Casas; Mark Wahlberg; Marlon Brando; Matt Damon; Matthew McConaughey; Megan Fox;
Meryl Streep; Michael B. Jordan; Michael Fassbender; Michelle Pfeiffer; Michelle Rodriguez; Michelle Yeoh; Mila Kunis; Millie Bobby Brown;
Miranda Kerr; Monica Bellucci; Morgan Freeman; Naomi Campbell; Naomi Scott; Naomi Watts; Natalie Dormer; Natalie Portman;
Nicolas Cage; Nicole Kidman; Olivia Colman; Olivia Munn; Olivia Wilde; Oprah Winfrey; Orlando Bloom; Oscar Isaac;
Owen Wilson; Paul Mescal; Paul Rudd; Pedro Pascal; Penélope Cruz; Priyanka Chopra; Rachel McAdams; Rachel Weisz;
Ranbir Kapoor; Reese Witherspoon; Robert De Niro; Robert Downey; Robert Pattinson; Robin Williams; Rosamund Pike; Rosario Dawson;
Ryan Gosling; Ryan Reynolds; Sadie Sink; Salma Hayek; Samuel L. Jackson; Sandra Bullock; Saoirse Ronan; Sarah Jessica Parker;
Scarlett Johansson; Sean Connery; Shah Rukh Khan; Shailene Woodley; Sharon Stone; Sigourney Weaver; Sofía Vergara; Sophia Loren;
Sophie Turner; Stephen Colbert; Steve Carell; Sydney Sweeney; Sylvester Stallone; Tilda Swinton; Timothée Chalamet; Tom Cruise;
Tom Hanks; Tom Hardy; Tom Hiddleston; Tom Holland; Tyra Banks; Uma Thurman; Úrsula Corberó; Vanessa Hudgens;
Vanessa Kirby; Victoria Beckham; Vin Diesel; Viola Davis; Will Ferrell; Will Smith; Willem Dafoe; Winona Ryder;
Yalitza Aparicio; Zac Efron; Zoe Saldaña; Zoë Kravitz; Zooey Deschanel`;
