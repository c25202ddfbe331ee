namespace System.Runtime.CompilerServices;

// The compiler needs the type for init accessors, and netstandard2.0 lacks it.
internal static class IsExternalInit;
