namespace Nola.Runtime.Tests.Messaging;

/// <summary>The tests that measure, and so run alone.</summary>
[CollectionDefinition(FuzzSettings.Alone, DisableParallelization = true)]
#pragma warning disable CA1711 // xunit calls it a collection.
public sealed class FuzzCollection;
