// Names no avatar may carry or be drawn after (trust C8): politics, royal houses, business, letters, history.

export const PUBLIC_NAMES = `
Abraham Lincoln; Adolf Hitler; Albert Einstein; Alexandria Ocasio-Cortez; Alexei Navalny; Andrés Manuel López; Angela Merkel; Anna Wintour;
Anne Boleyn; Anne Frank; Ayatollah Khamenei; Barack Obama; Bashar al-Assad; Benjamin Netanyahu; Bernie Sanders; Bill Clinton;
Bill Gates; Boris Johnson; Brigitte Macron; Carla Bruni; Catherine Middleton; Charles de Gaulle; Che Guevara; Claudia Sheinbaum;
Condoleezza Rice; Cristina Fernández de Kirchner; Cristina Kirchner; Dalai Lama; Daniel Ortega; David Cameron; Diana Spencer; Dilma Rousseff;
Donald Trump; Elizabeth Warren; Elon Musk; Emmanuel Macron; Eva Perón; Evo Morales; Felipe González; Fidel Castro;
Frida Kahlo; Gabriel Boric; Gabriel García Márquez; George Bush; George Orwell; George W. Bush; George Washington; Georgia O'Keeffe;
Giorgia Meloni; Greta Thunberg; Gustavo Petro; Hassan Nasrallah; Hillary Clinton; Hugo Chávez; Indira Gandhi; Isabel Díaz Ayuso;
Ivanka Trump; Jacinda Ardern; Jackie Kennedy; Jacqueline Kennedy; Jair Bolsonaro; Javier Milei; Jeff Bezos; Jill Biden;
Joe Biden; John F. Kennedy; Joseph Stalin; Juan Perón; Julian Assange; Justin Trudeau; Kamala Harris; Kate Middleton;
Keir Starmer; Kim Jong-un; Kim Yo-jong; Lauren Boebert; Letizia Ortiz; Luiz Inácio Lula; Malala Yousafzai; Mahatma Gandhi;
Margaret Thatcher; Marie Curie; Marine Le Pen; Marjorie Taylor Greene; Mark Zuckerberg; Martin Luther King; Maria Corina Machado; Meghan Markle;
Melania Trump; Michelle Obama; Monica Lewinsky; Mother Teresa; Narendra Modi; Nancy Pelosi; Napoleon Bonaparte; Nelson Mandela;
Nicolás Maduro; Nicolas Sarkozy; Nigel Farage; Nikki Haley; Olaf Scholz; Osama bin Laden; Pablo Escobar; Pablo Picasso;
Pedro Sánchez; Pope Francis; Prince Harry; Prince William; Princess Diana; Queen Elizabeth; Queen Letizia; Rahul Gandhi;
Recep Tayyip Erdoğan; Rishi Sunak; Ronald Reagan; Rosa Parks; Saddam Hussein; Salvador Allende; Salvador Dalí; Sanna Marin;
Sarah Palin; Sheryl Sandberg; Sonia Sotomayor; Stephen Hawking; Steve Jobs; Taylor Greene; Theresa May; Tony Blair;
Tulsi Gabbard; Ursula von der Leyen; Viktor Orbán; Virginia Woolf; Vladimir Putin; Volodymyr Zelensky; Volodymyr Zelenskyy; Warren Buffett;
Winston Churchill; Xi Jinping; Yolanda Díaz`;
