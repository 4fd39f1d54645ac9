import * as fc from 'fast-check';

/** That a property fails is enough: the least input that fails is nobody's to read, and the search for it takes long. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
