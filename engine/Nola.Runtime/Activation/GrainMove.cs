namespace Nola.Runtime.Activation;

/// <summary>A grain on its way to another silo.</summary>
[GenerateSerializer]
internal sealed class GrainMove
{
    [Id(0)]
    public GrainId Grain { get; init; }

    /// <summary>The activation that it leaves.</summary>
    [Id(1)]
    public ActivationId Left { get; init; }

    [Id(2)]
    public required Dictionary<string, byte[]> Values { get; init; }

    [Id(3)]
    public Dictionary<string, object>? RequestContext { get; init; }
}
