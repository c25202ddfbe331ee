using Engine.Benchmarks;
using Engine.Benchmarks.Network;

// The first argument says what to measure; the others are for the processes that this program starts itself.
switch (args)
{
    case [] or ["local"] or ["local", LocalBenchmark.Contended]:
        await LocalBenchmark.RunAsync(isContendedOnly: args is [_, _]);
        return 0;
    case ["network", ..]:
        return await NetworkBenchmark.RunAsync(args[1..]);
    case [SiloProcess.Role, ..]:
        await SiloProcess.RunAsync(SiloArguments.Parse(args));
        return 0;
    case [EchoProcess.Role]:
        await EchoProcess.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("usage: Engine.Benchmarks [local [contended] | network [client] [silo] [latency] [large]]");
        return 1;
}
