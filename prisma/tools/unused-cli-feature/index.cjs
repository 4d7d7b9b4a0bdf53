"use strict";
// See package.json: `prisma dev` and `prisma studio` are left out of this installation.
module.exports = {};
