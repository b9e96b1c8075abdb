/*! Part of lunr 2.3.9, see VENDORED.md | (C) 2020 Oliver Nightingale | MIT */
const lunr = {};
lunr.version = "2.3.9";
lunr.d = function(docRef, fieldName, stringValue) {
  this.w = docRef;
  this.x = fieldName;
  this.r = stringValue;
};
lunr.d.y = "/";
lunr.d.fromString = function(s) {
  var n = s.indexOf(lunr.d.y);
  if (n === -1) {
    throw "malformed field ref string";
  }
  var fieldRef = s.slice(0, n), docRef = s.slice(n + 1);
  return new lunr.d(docRef, fieldRef, s);
};
lunr.d.prototype.toString = function() {
  if (this.r == void 0) {
    this.r = this.x + lunr.d.y + this.w;
  }
  return this.r;
};
lunr.Set = function(elements) {
  this.a = /* @__PURE__ */ Object.create(null);
  if (elements) {
    this.length = elements.length;
    for (var i = 0; i < this.length; i++) {
      this.a[elements[i]] = true;
    }
  } else {
    this.length = 0;
  }
};
lunr.Set.i = {
  g: function(other) {
    return other;
  },
  j: function() {
    return this;
  },
  l: function() {
    return true;
  }
};
lunr.Set.h = {
  g: function() {
    return this;
  },
  j: function(other) {
    return other;
  },
  l: function() {
    return false;
  }
};
lunr.Set.prototype.l = function(object) {
  return !!this.a[object];
};
lunr.Set.prototype.g = function(other) {
  var a, b, elements, intersection = [];
  if (other === lunr.Set.i) {
    return this;
  }
  if (other === lunr.Set.h) {
    return other;
  }
  if (this.length < other.length) {
    a = this;
    b = other;
  } else {
    a = other;
    b = this;
  }
  elements = Object.keys(a.a);
  for (var i = 0; i < elements.length; i++) {
    var element = elements[i];
    if (element in b.a) {
      intersection.push(element);
    }
  }
  return new lunr.Set(intersection);
};
lunr.Set.prototype.j = function(other) {
  if (other === lunr.Set.i) {
    return lunr.Set.i;
  }
  if (other === lunr.Set.h) {
    return this;
  }
  return new lunr.Set(Object.keys(this.a).concat(Object.keys(other.a)));
};
lunr.Pipeline = function() {
  this._stack = [];
};
lunr.Pipeline.load = function(serialised) {
  var pipeline = new lunr.Pipeline();
  serialised.forEach(function(fnName) {
    var fn = lunr.Pipeline.registeredFunctions[fnName];
    if (fn) {
      pipeline.add(fn);
    } else {
      throw new Error("Cannot load unregistered function: " + fnName);
    }
  });
  return pipeline;
};
lunr.e = function(elements) {
  this.m = 0;
  this.a = elements || [];
};
lunr.e.prototype.C = function(index) {
  if (this.a.length == 0) {
    return 0;
  }
  var start = 0, end = this.a.length / 2, sliceLength = end - start, pivotPoint = Math.floor(sliceLength / 2), pivotIndex = this.a[pivotPoint * 2];
  while (sliceLength > 1) {
    if (pivotIndex < index) {
      start = pivotPoint;
    }
    if (pivotIndex > index) {
      end = pivotPoint;
    }
    if (pivotIndex == index) {
      break;
    }
    sliceLength = end - start;
    pivotPoint = start + Math.floor(sliceLength / 2);
    pivotIndex = this.a[pivotPoint * 2];
  }
  if (pivotIndex == index) {
    return pivotPoint * 2;
  }
  if (pivotIndex > index) {
    return pivotPoint * 2;
  }
  if (pivotIndex < index) {
    return (pivotPoint + 1) * 2;
  }
};
lunr.e.prototype.D = function(insertIdx, val, fn) {
  this.m = 0;
  var position = this.C(insertIdx);
  if (this.a[position] == insertIdx) {
    this.a[position + 1] = fn(this.a[position + 1], val);
  } else {
    this.a.splice(position, 0, insertIdx, val);
  }
};
lunr.e.prototype.E = function() {
  if (this.m) return this.m;
  var sumOfSquares = 0, elementsLength = this.a.length;
  for (var i = 1; i < elementsLength; i += 2) {
    var val = this.a[i];
    sumOfSquares += val * val;
  }
  return this.m = Math.sqrt(sumOfSquares);
};
lunr.e.prototype.F = function(otherVector) {
  var dotProduct = 0, a = this.a, b = otherVector.a, aLen = a.length, bLen = b.length, aVal = 0, bVal = 0, i = 0, j = 0;
  while (i < aLen && j < bLen) {
    aVal = a[i], bVal = b[j];
    if (aVal < bVal) {
      i += 2;
    } else if (aVal > bVal) {
      j += 2;
    } else if (aVal == bVal) {
      dotProduct += a[i + 1] * b[j + 1];
      i += 2;
      j += 2;
    }
  }
  return dotProduct;
};
lunr.e.prototype.G = function(otherVector) {
  return this.F(otherVector) / this.E() || 0;
};
lunr.TokenSet = function() {
  this.final = false;
  this.edges = {};
  this.id = lunr.TokenSet._nextId;
  lunr.TokenSet._nextId += 1;
};
lunr.TokenSet._nextId = 1;
lunr.TokenSet.H = function(clause) {
  if ("editDistance" in clause) {
    return lunr.TokenSet.I(clause.term, clause.editDistance);
  } else {
    return lunr.TokenSet.fromString(clause.term);
  }
};
lunr.TokenSet.I = function(str, editDistance) {
  var root = new lunr.TokenSet();
  var stack = [{
    node: root,
    c: editDistance,
    str
  }];
  while (stack.length) {
    var frame = stack.pop();
    if (frame.str.length > 0) {
      var char = frame.str.charAt(0), noEditNode;
      if (char in frame.node.edges) {
        noEditNode = frame.node.edges[char];
      } else {
        noEditNode = new lunr.TokenSet();
        frame.node.edges[char] = noEditNode;
      }
      if (frame.str.length == 1) {
        noEditNode.final = true;
      }
      stack.push({
        node: noEditNode,
        c: frame.c,
        str: frame.str.slice(1)
      });
    }
    if (frame.c == 0) {
      continue;
    }
    if ("*" in frame.node.edges) {
      var insertionNode = frame.node.edges["*"];
    } else {
      var insertionNode = new lunr.TokenSet();
      frame.node.edges["*"] = insertionNode;
    }
    if (frame.str.length == 0) {
      insertionNode.final = true;
    }
    stack.push({
      node: insertionNode,
      c: frame.c - 1,
      str: frame.str
    });
    if (frame.str.length > 1) {
      stack.push({
        node: frame.node,
        c: frame.c - 1,
        str: frame.str.slice(1)
      });
    }
    if (frame.str.length == 1) {
      frame.node.final = true;
    }
    if (frame.str.length >= 1) {
      if ("*" in frame.node.edges) {
        var substitutionNode = frame.node.edges["*"];
      } else {
        var substitutionNode = new lunr.TokenSet();
        frame.node.edges["*"] = substitutionNode;
      }
      if (frame.str.length == 1) {
        substitutionNode.final = true;
      }
      stack.push({
        node: substitutionNode,
        c: frame.c - 1,
        str: frame.str.slice(1)
      });
    }
    if (frame.str.length > 1) {
      var charA = frame.str.charAt(0), charB = frame.str.charAt(1), transposeNode;
      if (charB in frame.node.edges) {
        transposeNode = frame.node.edges[charB];
      } else {
        transposeNode = new lunr.TokenSet();
        frame.node.edges[charB] = transposeNode;
      }
      if (frame.str.length == 1) {
        transposeNode.final = true;
      }
      stack.push({
        node: transposeNode,
        c: frame.c - 1,
        str: charA + frame.str.slice(2)
      });
    }
  }
  return root;
};
lunr.TokenSet.fromString = function(str) {
  var node = new lunr.TokenSet(), root = node;
  for (var i = 0, len = str.length; i < len; i++) {
    var char = str[i], final = i == len - 1;
    if (char == "*") {
      node.edges[char] = node;
      node.final = final;
    } else {
      var next = new lunr.TokenSet();
      next.final = final;
      node.edges[char] = next;
      node = next;
    }
  }
  return root;
};
lunr.TokenSet.prototype.toArray = function() {
  var words = [];
  var stack = [{
    prefix: "",
    node: this
  }];
  while (stack.length) {
    var frame = stack.pop(), edges = Object.keys(frame.node.edges), len = edges.length;
    if (frame.node.final) {
      frame.prefix.charAt(0);
      words.push(frame.prefix);
    }
    for (var i = 0; i < len; i++) {
      var edge = edges[i];
      stack.push({
        prefix: frame.prefix.concat(edge),
        node: frame.node.edges[edge]
      });
    }
  }
  return words;
};
lunr.TokenSet.prototype.toString = function() {
  if (this.z) {
    return this.z;
  }
  var str = this.final ? "1" : "0", labels = Object.keys(this.edges).sort(), len = labels.length;
  for (var i = 0; i < len; i++) {
    var label = labels[i], node = this.edges[label];
    str = str + label + node.id + ";";
  }
  return str;
};
lunr.TokenSet.prototype.g = function(b) {
  var output = new lunr.TokenSet(), frame = void 0;
  var stack = [{
    s: b,
    n: output,
    node: this
  }];
  while (stack.length) {
    frame = stack.pop();
    var qEdges = Object.keys(frame.s.edges), qLen = qEdges.length, nEdges = Object.keys(frame.node.edges), nLen = nEdges.length;
    for (var q = 0; q < qLen; q++) {
      var qEdge = qEdges[q];
      for (var n = 0; n < nLen; n++) {
        var nEdge = nEdges[n];
        if (nEdge == qEdge || qEdge == "*") {
          var node = frame.node.edges[nEdge], qNode = frame.s.edges[qEdge], final = node.final && qNode.final, next = void 0;
          if (nEdge in frame.n.edges) {
            next = frame.n.edges[nEdge];
            next.final = next.final || final;
          } else {
            next = new lunr.TokenSet();
            next.final = final;
            frame.n.edges[nEdge] = next;
          }
          stack.push({
            s: qNode,
            n: next,
            node
          });
        }
      }
    }
  }
  return output;
};
lunr.TokenSet.Builder = function() {
  this.o = "";
  this.root = new lunr.TokenSet();
  this.f = [];
  this.t = {};
};
lunr.TokenSet.Builder.prototype.insert = function(word) {
  var node, commonPrefix = 0;
  if (word < this.o) {
    throw new Error("Out of order word insertion");
  }
  for (var i = 0; i < word.length && i < this.o.length; i++) {
    if (word[i] != this.o[i]) break;
    commonPrefix++;
  }
  this.A(commonPrefix);
  if (this.f.length == 0) {
    node = this.root;
  } else {
    node = this.f[this.f.length - 1].p;
  }
  for (var i = commonPrefix; i < word.length; i++) {
    var nextNode = new lunr.TokenSet(), char = word[i];
    node.edges[char] = nextNode;
    this.f.push({
      parent: node,
      J: char,
      p: nextNode
    });
    node = nextNode;
  }
  node.final = true;
  this.o = word;
};
lunr.TokenSet.Builder.prototype.finish = function() {
  this.A(0);
};
lunr.TokenSet.Builder.prototype.A = function(downTo) {
  for (var i = this.f.length - 1; i >= downTo; i--) {
    var node = this.f[i], childKey = node.p.toString();
    if (childKey in this.t) {
      node.parent.edges[node.J] = this.t[childKey];
    } else {
      node.p.z = childKey;
      this.t[childKey] = node.p;
    }
    this.f.pop();
  }
};
lunr.Index = function(attrs) {
  this.invertedIndex = attrs.invertedIndex;
  this.fieldVectors = attrs.fieldVectors;
  this.u = attrs.u;
  this.fields = attrs.fields;
  this.pipeline = attrs.pipeline;
};
lunr.Index.prototype.query = function(fn) {
  var query = new lunr.Query(this.fields), matchingFields = /* @__PURE__ */ Object.create(null), queryVectors = /* @__PURE__ */ Object.create(null), termFieldCache = /* @__PURE__ */ Object.create(null), requiredMatches = /* @__PURE__ */ Object.create(null), prohibitedMatches = /* @__PURE__ */ Object.create(null);
  for (var i = 0; i < this.fields.length; i++) {
    queryVectors[this.fields[i]] = new lunr.e();
  }
  fn.call(query, query);
  for (var i = 0; i < query.k.length; i++) {
    var clause = query.k[i], terms = null, clauseMatches = lunr.Set.h;
    if (clause.usePipeline) {
      terms = this.pipeline.runString(clause.term, {
        fields: clause.fields
      });
    } else {
      terms = [clause.term];
    }
    for (var m = 0; m < terms.length; m++) {
      var term = terms[m];
      clause.term = term;
      var termTokenSet = lunr.TokenSet.H(clause), expandedTerms = this.u.g(termTokenSet).toArray();
      if (expandedTerms.length === 0 && clause.b === lunr.Query.b.v) {
        for (var k = 0; k < clause.fields.length; k++) {
          var field = clause.fields[k];
          requiredMatches[field] = lunr.Set.h;
        }
        break;
      }
      for (var j = 0; j < expandedTerms.length; j++) {
        var expandedTerm = expandedTerms[j], posting = this.invertedIndex[expandedTerm], termIndex = posting._index;
        for (var k = 0; k < clause.fields.length; k++) {
          var field = clause.fields[k], fieldPosting = posting[field], matchingDocumentRefs = Object.keys(fieldPosting), termField = expandedTerm + "/" + field, matchingDocumentsSet = new lunr.Set(matchingDocumentRefs);
          if (clause.b == lunr.Query.b.v) {
            clauseMatches = clauseMatches.j(matchingDocumentsSet);
            if (requiredMatches[field] === void 0) {
              requiredMatches[field] = lunr.Set.i;
            }
          }
          if (clause.b == lunr.Query.b.B) {
            if (prohibitedMatches[field] === void 0) {
              prohibitedMatches[field] = lunr.Set.h;
            }
            prohibitedMatches[field] = prohibitedMatches[field].j(matchingDocumentsSet);
            continue;
          }
          queryVectors[field].D(termIndex, clause.boost, function(a, b) {
            return a + b;
          });
          if (termFieldCache[termField]) {
            continue;
          }
          for (var l = 0; l < matchingDocumentRefs.length; l++) {
            var matchingDocumentRef = matchingDocumentRefs[l], matchingFieldRef = new lunr.d(matchingDocumentRef, field), metadata = fieldPosting[matchingDocumentRef], fieldMatch;
            if ((fieldMatch = matchingFields[matchingFieldRef]) === void 0) {
              matchingFields[matchingFieldRef] = new lunr.q(expandedTerm, field, metadata);
            } else {
              fieldMatch.add(expandedTerm, field, metadata);
            }
          }
          termFieldCache[termField] = true;
        }
      }
    }
    if (clause.b === lunr.Query.b.v) {
      for (var k = 0; k < clause.fields.length; k++) {
        var field = clause.fields[k];
        requiredMatches[field] = requiredMatches[field].g(clauseMatches);
      }
    }
  }
  var allRequiredMatches = lunr.Set.i, allProhibitedMatches = lunr.Set.h;
  for (var i = 0; i < this.fields.length; i++) {
    var field = this.fields[i];
    if (requiredMatches[field]) {
      allRequiredMatches = allRequiredMatches.g(requiredMatches[field]);
    }
    if (prohibitedMatches[field]) {
      allProhibitedMatches = allProhibitedMatches.j(prohibitedMatches[field]);
    }
  }
  var matchingFieldRefs = Object.keys(matchingFields), results = [], matches = /* @__PURE__ */ Object.create(null);
  if (query.K()) {
    matchingFieldRefs = Object.keys(this.fieldVectors);
    for (var i = 0; i < matchingFieldRefs.length; i++) {
      var matchingFieldRef = matchingFieldRefs[i];
      var fieldRef = lunr.d.fromString(matchingFieldRef);
      matchingFields[matchingFieldRef] = new lunr.q();
    }
  }
  for (var i = 0; i < matchingFieldRefs.length; i++) {
    var fieldRef = lunr.d.fromString(matchingFieldRefs[i]), docRef = fieldRef.w;
    if (!allRequiredMatches.l(docRef)) {
      continue;
    }
    if (allProhibitedMatches.l(docRef)) {
      continue;
    }
    var fieldVector = this.fieldVectors[fieldRef], score = queryVectors[fieldRef.x].G(fieldVector), docMatch;
    if ((docMatch = matches[docRef]) !== void 0) {
      docMatch.score += score;
      docMatch.matchData.L(matchingFields[fieldRef]);
    } else {
      var match = {
        ref: docRef,
        score,
        matchData: matchingFields[fieldRef]
      };
      matches[docRef] = match;
      results.push(match);
    }
  }
  return results.sort(function(a, b) {
    return b.score - a.score;
  });
};
lunr.Index.load = function(serializedIndex) {
  var attrs = {}, fieldVectors = {}, serializedVectors = serializedIndex.fieldVectors, invertedIndex = /* @__PURE__ */ Object.create(null), serializedInvertedIndex = serializedIndex.invertedIndex, tokenSetBuilder = new lunr.TokenSet.Builder(), pipeline = lunr.Pipeline.load(serializedIndex.pipeline);
  if (serializedIndex.version != lunr.version) {
    lunr.utils.warn("Version mismatch when loading serialised index. Current version of lunr '" + lunr.version + "' does not match serialized index '" + serializedIndex.version + "'");
  }
  for (var i = 0; i < serializedVectors.length; i++) {
    var tuple = serializedVectors[i], ref = tuple[0], elements = tuple[1];
    fieldVectors[ref] = new lunr.e(elements);
  }
  for (var i = 0; i < serializedInvertedIndex.length; i++) {
    var tuple = serializedInvertedIndex[i], term = tuple[0], posting = tuple[1];
    tokenSetBuilder.insert(term);
    invertedIndex[term] = posting;
  }
  tokenSetBuilder.finish();
  attrs.fields = serializedIndex.fields;
  attrs.fieldVectors = fieldVectors;
  attrs.invertedIndex = invertedIndex;
  attrs.u = tokenSetBuilder.root;
  attrs.pipeline = pipeline;
  return new lunr.Index(attrs);
};
lunr.q = function(term, field, metadata) {
  var clonedMetadata = /* @__PURE__ */ Object.create(null), metadataKeys = Object.keys(metadata || {});
  for (var i = 0; i < metadataKeys.length; i++) {
    var key = metadataKeys[i];
    clonedMetadata[key] = metadata[key].slice();
  }
  this.metadata = /* @__PURE__ */ Object.create(null);
  if (term !== void 0) {
    this.metadata[term] = /* @__PURE__ */ Object.create(null);
    this.metadata[term][field] = clonedMetadata;
  }
};
lunr.q.prototype.L = function(otherMatchData) {
  var terms = Object.keys(otherMatchData.metadata);
  for (var i = 0; i < terms.length; i++) {
    var term = terms[i], fields = Object.keys(otherMatchData.metadata[term]);
    if (this.metadata[term] == void 0) {
      this.metadata[term] = /* @__PURE__ */ Object.create(null);
    }
    for (var j = 0; j < fields.length; j++) {
      var field = fields[j], keys = Object.keys(otherMatchData.metadata[term][field]);
      if (this.metadata[term][field] == void 0) {
        this.metadata[term][field] = /* @__PURE__ */ Object.create(null);
      }
      for (var k = 0; k < keys.length; k++) {
        var key = keys[k];
        if (this.metadata[term][field][key] == void 0) {
          this.metadata[term][field][key] = otherMatchData.metadata[term][field][key];
        } else {
          this.metadata[term][field][key] = this.metadata[term][field][key].concat(otherMatchData.metadata[term][field][key]);
        }
      }
    }
  }
};
lunr.q.prototype.add = function(term, field, metadata) {
  if (!(term in this.metadata)) {
    this.metadata[term] = /* @__PURE__ */ Object.create(null);
    this.metadata[term][field] = metadata;
    return;
  }
  if (!(field in this.metadata[term])) {
    this.metadata[term][field] = metadata;
    return;
  }
  var metadataKeys = Object.keys(metadata);
  for (var i = 0; i < metadataKeys.length; i++) {
    var key = metadataKeys[i];
    if (key in this.metadata[term][field]) {
      this.metadata[term][field][key] = this.metadata[term][field][key].concat(metadata[key]);
    } else {
      this.metadata[term][field][key] = metadata[key];
    }
  }
};
lunr.Query = function(allFields) {
  this.k = [];
  this.M = allFields;
};
lunr.Query.wildcard = new String("*");
lunr.Query.wildcard.NONE = 0;
lunr.Query.wildcard.LEADING = 1;
lunr.Query.wildcard.TRAILING = 2;
lunr.Query.b = {
  /**
   * Term's presence in a document is optional, this is the default value.
   */
  OPTIONAL: 1,
  /**
   * Term's presence in a document is required, documents that do not contain
   * this term will not be returned.
   */
  v: 2,
  /**
   * Term's presence in a document is prohibited, documents that do contain
   * this term will not be returned.
   */
  B: 3
};
lunr.Query.prototype.clause = function(clause) {
  if (!("fields" in clause)) {
    clause.fields = this.M;
  }
  if (!("boost" in clause)) {
    clause.boost = 1;
  }
  if (!("usePipeline" in clause)) {
    clause.usePipeline = true;
  }
  if (!("wildcard" in clause)) {
    clause.wildcard = lunr.Query.wildcard.NONE;
  }
  if (clause.wildcard & lunr.Query.wildcard.LEADING && clause.term.charAt(0) != lunr.Query.wildcard) {
    clause.term = "*" + clause.term;
  }
  if (clause.wildcard & lunr.Query.wildcard.TRAILING && clause.term.slice(-1) != lunr.Query.wildcard) {
    clause.term = "" + clause.term + "*";
  }
  if (!("presence" in clause)) {
    clause.b = lunr.Query.b.OPTIONAL;
  }
  this.k.push(clause);
  return this;
};
lunr.Query.prototype.K = function() {
  for (var i = 0; i < this.k.length; i++) {
    if (this.k[i].b != lunr.Query.b.B) {
      return false;
    }
  }
  return true;
};
lunr.Query.prototype.term = function(term, options) {
  if (Array.isArray(term)) {
    term.forEach(function(t) {
      this.term(t, lunr.utils.clone(options));
    }, this);
    return this;
  }
  var clause = options || {};
  clause.term = term.toString();
  this.clause(clause);
  return this;
};
export default lunr;
