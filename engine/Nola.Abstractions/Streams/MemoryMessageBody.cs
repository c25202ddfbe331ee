namespace Orleans.Providers;

/// <summary>What a producer hands to a memory stream in one go.</summary>
[GenerateSerializer]
public sealed class MemoryMessageBody
{
    /// <summary>Takes over events.</summary>
    public MemoryMessageBody(IEnumerable<object> events, Dictionary<string, object>? requestContext)
    {
        ArgumentNullException.ThrowIfNull(events);
        Events = [.. events];
        RequestContext = requestContext;
    }

    /// <summary>The events.</summary>
    [Id(0)]
    public List<object> Events { get; }

    /// <summary>The request context of the producer.</summary>
    [Id(1)]
    public Dictionary<string, object>? RequestContext { get; }
}
