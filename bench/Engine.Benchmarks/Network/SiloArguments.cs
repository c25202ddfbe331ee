using System.Globalization;

namespace Engine.Benchmarks.Network;

/// <summary>What a silo process is told when it is started.</summary>
internal sealed record SiloArguments(int RedisPort, int SiloPort, int GatewayPort)
{
    public static SiloArguments Parse(string[] arguments) => new(
        int.Parse(arguments[1], CultureInfo.InvariantCulture),
        int.Parse(arguments[2], CultureInfo.InvariantCulture),
        int.Parse(arguments[3], CultureInfo.InvariantCulture));

    public string[] ToArray() => [SiloProcess.Role, $"{RedisPort}", $"{SiloPort}", $"{GatewayPort}"];
}
