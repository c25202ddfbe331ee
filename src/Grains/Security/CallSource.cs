using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// What a call's source id says about where the call comes from. The sender writes that id: a silo's word is good
/// because of its certificate, and the gateway refuses clients that write the id of something else.
/// </summary>
internal static class CallSource
{
    private static ReadOnlySpan<byte> HostedPrefix => "hosted-"u8;

    /// <summary>The kinds of caller that this source is; a method must be open to one of them.</summary>
    public static Callers Of(GrainId? source)
    {
        if (source is not { } id) return Callers.None;
        if (!id.IsClient()) return id.IsSystemTarget() ? Callers.Silo : Callers.Grains;

        // Calls that a silo's process makes outside a grain. Where the API shares that process, its calls
        // look the same.
        return id.Key.AsSpan().StartsWith(HostedPrefix) ? Callers.Silo | Callers.Api : Callers.Api;
    }
}
