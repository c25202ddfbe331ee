namespace Nola.Runtime.Streams;

/// <summary>What a producer handed over in one go.</summary>
[GenerateSerializer, Immutable]
internal sealed class StreamEvents(object?[] items, Dictionary<string, object>? context)
{
    [Id(0)]
    public object?[] Items { get; private set; } = items;

    /// <summary>The producer's request context; consumers see it as theirs.</summary>
    [Id(1)]
    public Dictionary<string, object>? Context { get; private set; } = context;
}
