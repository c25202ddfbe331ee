using System.Globalization;
using System.Text.RegularExpressions;
using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Scenarios;

/// <summary>
/// What the processes wrote to their logs between a fault and the end of the outage that it made: which of the phases
/// (missed probes, votes, a new view of the members, a start, repeated calls) took the time.
/// </summary>
internal static partial class SlowRecoveries
{
    private const int Shown = 3;
    private const int HeldUpShown = 8;
    private const int LinesMax = 60;

    private const int TextMax = 160;

    private static readonly string[] Telling =
        ["Orleans.Runtime.MembershipService.", "Orleans.Runtime.Silo", "Microsoft.Hosting.Lifetime"];

    public static IEnumerable<string> Describe(
        IReadOnlyList<Fault> faults, IReadOnlyList<double> recoveriesMs, IReadOnlyList<ClientOperation> operations,
        string home)
    {
        var logs = Directory.EnumerateFiles(home, "*.out").SelectMany(Read).OrderBy(line => line.Time).ToList();
        foreach (var (fault, recovery) in faults.Zip(recoveriesMs).OrderByDescending(pair => pair.Second).Take(Shown))
        {
            yield return Invariant(
                $"slow       {fault.What} at {fault.Time:HH:mm:ss.fff} took {recovery / 1000:N2} s, ")
                + $"longest for {Recoveries.Last(fault.At, operations)}";
            foreach (var held in Recoveries.Slow(fault.At, fault.At + recovery, operations)
                .OrderByDescending(held => held.ReturnedAt).Take(HeldUpShown))
            {
                yield return Invariant(
                    $"           held up {held.Action} of {held.Subject} from {held.InvokedAt - fault.At:N0} ms ")
                    + Invariant($"to {held.ReturnedAt - fault.At:N0} ms");
            }

            var from = fault.Time.TimeOfDay;
            foreach (var line in logs
                .Where(line => line.Time >= from && line.Time <= from + TimeSpan.FromMilliseconds(recovery))
                .Take(LinesMax))
            {
                yield return Invariant(
                    $"           +{(line.Time - from).TotalMilliseconds,5:N0} ms {line.Name}: {line.Text}");
            }
        }
    }

    private static IEnumerable<Line> Read(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        Match? head = null;
        foreach (var text in File.ReadLines(path))
        {
            if (Head().Match(text) is { Success: true } next)
            {
                head = Array.Exists(
                    Telling, prefix => next.Groups["category"].Value.StartsWith(prefix, StringComparison.Ordinal))
                    ? next
                    : null;
            }
            else if (head is not null)
            {
                var line = text.Trim();
                yield return new(
                    TimeSpan.Parse(head.Groups["time"].Value, CultureInfo.InvariantCulture),
                    name,
                    line.Length > TextMax ? line[..TextMax] : line);
                head = null;
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<time>\\d\\d:\\d\\d:\\d\\d\\.\\d+) \\w{4}: (?<category>.+)$")]
    private static partial Regex Head();

    private readonly record struct Line(TimeSpan Time, string Name, string Text);
}

/// <summary>Something that was done to the shop.</summary>
/// <param name="At">When, in the clients' milliseconds.</param>
/// <param name="Time">When, by the clock.</param>
/// <param name="What">What.</param>
internal readonly record struct Fault(double At, DateTimeOffset Time, string What);
