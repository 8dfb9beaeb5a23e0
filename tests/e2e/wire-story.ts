// A news story as people paste it from a page: captions and subheadings between the paragraphs, the site's own words after.
export const WIRE_TITLE = 'Island observatory reopens with a telescope built from spare parts'

export const WIRE_CAPTIONS = [
  'FILE – The dome of the observatory stands above the harbour of Stromness, Scotland, on a clear evening in March. (Lantern Wire Photo/Oskar Brandt, File)',
  'FILE – Margaret Tulloch of the Orkney Star Society looks through the finder in Stromness, Scotland. (Lantern Wire Photo, File)',
]

export const WIRE_SUBHEADINGS = ['A mirror from a cellar', 'Software by post', 'What the island wants to see']

export const WIRE_CONTRIBUTOR = 'Lantern Wire writer Piet Maas in Oslo contributed to this report.'

/** What is not part of the story, paragraph by paragraph. */
export const WIRE_BOILERPLATE = [
  '© 2025 Lantern Wire. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.',
  'Join the Conversation',
  'Tell us what you saw from your own garden. A free account is all you need.',
  'Leave a Reply',
  'Your email address will not be published. Required fields are marked *',
  'About Lantern Wire',
  'Lantern Wire is a news agency for small islands. Sign up for our newsletter to receive it every morning.',
]

export const WIRE_STORY = `${WIRE_TITLE}

By Hanna Lindqvist

STROMNESS, Scotland — The old observatory above the harbour opened its dome on Friday for the first time in 31 years, with a telescope that volunteers had put together from parts that nobody else wanted.

Margaret Tulloch, who leads the Orkney Star Society, turned the key herself. “It was never about the money,” Tulloch said. “It was about who would hold the ladder.”

${WIRE_CAPTIONS[0]!}

About two hundred people climbed the hill for the evening, more than live on the street that leads to it. The first thing that they saw was a cloud. The second, twenty minutes later, was Saturn, and the queue went twice around the wall.

${WIRE_SUBHEADINGS[0]!}

The mirror is older than anyone in the society. It was ground in Edinburgh in 1911 and lay for decades in a cellar, wrapped in a blanket, until a pipe burst in the winter and the cellar had to be emptied in one night.

Professor James Rendall, a physicist at the University of Edinburgh, was holding the torch. Rendall wrote down the number on the back of the glass, found it in a ledger the next morning, and drove it north himself. He has not said how fast.

The tube came from a water company, the bearings from a fishing boat, and the drive from a machine that had once turned postcards in a shop window in Glasgow. Nothing was bought that could be begged. The society’s accounts for the whole of last year fit on one side of a sheet of paper, and Tulloch has it framed.

${WIRE_SUBHEADINGS[1]!}

A telescope has to know where it is looking, and this one was told by letter. Ingrid Halvorsen, an engineer at the European Organization for Nuclear Research (CERN), wrote the program on her holidays and sent it on a card, with a page of instructions that begins with the words “Do not panic”.

Halvorsen said that she owed the islands a favour. As a student she had missed the last ferry, and a family in Stromness had put her up for a week. The records of the observatory are kept on a small web server in the porch, which she calls a bow to Tim Berners-Lee, who proposed the World Wide Web while he was at CERN.

${WIRE_CAPTIONS[1]!}

${WIRE_SUBHEADINGS[2]!}

The first season is for schools. Every pupil in Orkney between the ages of nine and eleven will have one night at the eyepiece, by lot, and one night in reserve for the weather. After that the dome belongs to whoever comes up the hill.

Rendall hopes to time the stars that the Moon covers, work that amateurs do as well as anyone. Tulloch wants to see the far side of the queue. Asked what she would look at first when everybody had gone home, she said that she would sit on the step and look at the harbour, because she had not had the time all year.

The dome will be open on the first Friday of each month until May, when the nights become too light.

___

${WIRE_CONTRIBUTOR}

${WIRE_BOILERPLATE.join('\n\n')}
`
