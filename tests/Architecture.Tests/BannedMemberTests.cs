namespace ShopActors.Architecture.Tests;

/// <summary>
/// Time, randomness and threads reach shop code only through what is injected, so that a whole cluster can
/// run under a seed. The rule is read from the assemblies' instructions.
/// </summary>
public sealed class BannedMemberTests
{
    private static readonly string[] Assemblies =
    [
        "ShopActors.Grains.Interfaces", "ShopActors.Grains", "ShopActors.Storage",
    ];

    private static readonly Dictionary<string, string> Banned = new(StringComparer.Ordinal)
    {
        ["System.DateTime.get_UtcNow"] = "TimeProvider.GetUtcNow",
        ["System.DateTime.get_Now"] = "TimeProvider.GetUtcNow",
        ["System.DateTimeOffset.get_UtcNow"] = "TimeProvider.GetUtcNow",
        ["System.DateTimeOffset.get_Now"] = "TimeProvider.GetUtcNow",
        ["System.Environment.get_TickCount"] = "TimeProvider.GetTimestamp",
        ["System.Environment.get_TickCount64"] = "TimeProvider.GetTimestamp",
        ["System.Diagnostics.Stopwatch.GetTimestamp"] = "TimeProvider.GetTimestamp",
        ["System.Diagnostics.Stopwatch.StartNew"] = "TimeProvider.GetTimestamp",
        ["System.Guid.NewGuid"] = "an injected source of ids",
        ["System.Guid.CreateVersion7"] = "an injected source of ids",
        ["System.Random.get_Shared"] = "an injected Random",
        ["System.Threading.Thread.Sleep"] = "waiting on an event",
        ["System.Threading.Tasks.Task.Run"] = "an injected scheduler",
        ["System.Threading.Tasks.Parallel.For"] = "an injected scheduler",
    };

    private static readonly string[] NeedTimeProvider =
    [
        "System.Threading.Tasks.Task.Delay", "System.Threading.PeriodicTimer..ctor",
    ];

    [Fact]
    public void EngineAndShop_TakeTimeAndRandomnessFromOutside()
    {
        var uses = Assemblies
            .Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll"))
            .Where(File.Exists)
            .SelectMany(AssemblyCalls.Read)
            .ToList();
        var violations = uses
            .Where(IsBanned)
            .Select(use => Banned.TryGetValue(use.Target, out var instead) ? $"{use}: use {instead}" : $"{use}: pass the TimeProvider")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(uses);
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    [Fact]
    public void Reader_FindsABannedCallInThisAssembly()
    {
        var uses = AssemblyCalls.Read(typeof(BannedMemberTests).Assembly.Location);

        Assert.Contains(uses, use => use.CallerMethod == nameof(CallsTheClock) && IsBanned(use));
    }

    private static DateTime CallsTheClock() => DateTime.UtcNow;

    private static bool IsBanned(MemberUse use) =>
        Banned.ContainsKey(use.Target) ||
        (NeedTimeProvider.Contains(use.Target, StringComparer.Ordinal) &&
            !use.Signature.Contains("System.TimeProvider", StringComparison.Ordinal));
}
