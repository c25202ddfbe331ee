using System.Globalization;

namespace Nola.Runtime.Tests.Messaging;

/// <summary>
/// How long the fuzz tests run, and from which seed. The environment makes them long: <c>NOLA_FUZZ_FRAMES</c>,
/// <c>NOLA_FUZZ_HANDSHAKES</c>, <c>NOLA_FUZZ_SEED</c>.
/// </summary>
internal static class FuzzSettings
{
    /// <summary>Time and memory are measured, so nothing else may run in the process meanwhile.</summary>
    public const string Alone = "Fuzz";

    public static int Frames => Read("NOLA_FUZZ_FRAMES", 20_000);

    public static int Handshakes => Read("NOLA_FUZZ_HANDSHAKES", 4_000);

    public static int Seed => Read("NOLA_FUZZ_SEED", 20260101);

    private static int Read(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
