/** The keys of every checkout in the server's tests. Nobody has ever paid with them. */
export const SECRET_KEY = 'Lk7vQ2mZp9Xw4TnB'
export const OLD_SECRET_KEY = 'Ld3yRt8KqW1sHc6M'
export const TEST_KEY = 'Tt5gNf0JzVb7xPe2'
