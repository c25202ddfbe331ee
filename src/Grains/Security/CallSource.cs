using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Derives from a call's source id where the call comes from. The sender writes that id: a silo is trusted because of
/// its certificate, and the gateway refuses clients that write another sender's id.
/// </summary>
internal static class CallSource
{
    private static ReadOnlySpan<byte> HostedPrefix => "hosted-"u8;

    /// <summary>The kinds of caller that match this source; a method must allow one of them.</summary>
    public static Callers Of(GrainId? source)
    {
        if (source is not { } id) return Callers.None;
        if (!id.IsClient()) return id.IsSystemTarget() ? Callers.Silo : Callers.Grains;

        // Calls that a silo's process makes outside a grain. If the API shares the process, its calls look the same.
        return id.Key.AsSpan().StartsWith(HostedPrefix) ? Callers.Silo | Callers.Api : Callers.Api;
    }
}
