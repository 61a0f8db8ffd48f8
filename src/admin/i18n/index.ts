/** The words of the admin's pages by language; pages bring theirs. */
export default { en: {}, nl: {}, pl: {} }
