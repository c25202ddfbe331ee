using System.Globalization;
using System.Net;
using Nola.Runtime.Membership;
using Nola.Runtime.Placement;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Placement;

/// <summary>
/// Silos that read one table whenever chance lets them, tell each other what they release by a network that delays and
/// loses notices, die, and serve grains; everything under a seed and on one thread. No grain may ever be served by two.
/// </summary>
internal sealed class RangeHistorySimulation(int seed)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    private const int Grains = 40;
    private const int SilosMax = 5;
    private const int NoticesMax = 60;

    private readonly Random _random = new(seed);
    private readonly ManualTime _time = new();
    private readonly List<(SiloAddress Address, SiloStatus Status, bool IsOrderly)> _rows = [];
    private readonly List<Node> _nodes = [];
    private readonly List<(Node To, SiloAddress From, ReleaseNotice Notice)> _network = [];
    private int _version;
    private int _lastPort;

    /// <summary>How often a silo began to serve a grain.</summary>
    public int Served { get; private set; }

    /// <summary>How often a silo skipped views.</summary>
    public int Skipped { get; private set; }

    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++) Step();
    }

    private void Step()
    {
        var living = _nodes.Where(node => node.IsRunning).ToList();
        var node = living.Count == 0 ? null : living[_random.Next(living.Count)];
        switch (_random.Next(60))
        {
            case 0 when living.Count < SilosMax:
            case 1 when node is null:
                Join();
                break;
            case 2 or 3 when node is not null && node.Status == SiloStatus.Joining && node.History.LongestLease() == TimeSpan.Zero:
                Write(node, SiloStatus.Active);
                break;
            case 4 when node is { Status: SiloStatus.Active } && _random.Next(4) == 0:
                Write(node, SiloStatus.ShuttingDown);
                break;
            case 5 when node is { Status: SiloStatus.ShuttingDown, Held.Count: 0 } && node.Released == _version
                && living.TrueForAll(other => other.Version == _version):
                node.IsRunning = false;
                Write(node, SiloStatus.Dead, isOrderly: true);
                break;
            case 6 when node is not null && _random.Next(4) == 0:
                // Declared dead by others: it goes on until it reads that or its lease is over.
                Write(node, SiloStatus.Dead);
                break;
            case >= 7 and <= 16 when node is not null:
                Read(node);
                break;
            case >= 17 and <= 24 when node is not null:
                Release(node);
                break;
            case >= 25 and <= 42 when _network.Count > 0:
                Deliver();
                break;
            case 43 when living.Count > 1 && node is not null && _random.Next(3) == 0:
                TellLeasesOver(node, living[_random.Next(living.Count)]);
                break;
            case 44:
                _time.Advance(Lease / _random.Next(2, 30));
                break;
            case >= 45 when node is not null:
                Serve(node);
                break;
        }
    }

    private void Join()
    {
        var node = new Node(SiloAddress.New(IPAddress.Loopback, ++_lastPort, 1), _time);
        _nodes.Add(node);
        Write(node, SiloStatus.Joining);
        Read(node);
    }

    private void Write(Node node, SiloStatus status, bool isOrderly = false)
    {
        node.Status = status;
        _rows.RemoveAll(row => row.Address.Equals(node.Address));
        _rows.Add((node.Address, status, isOrderly));
        _version++;
    }

    private void Read(Node node)
    {
        if (node.Status == SiloStatus.Dead)
        {
            node.IsRunning = false;
            return;
        }

        node.LeaseEnd = _time.GetUtcNow() + Lease;
        if (node.Version == _version) return;

        if (node.Version >= 0 && node.Version + 1 < _version) Skipped++;
        node.Version = _version;
        node.History.See(View());
    }

    // Busy grains stay a while; the others are told of them by name.
    private void Release(Node node)
    {
        var ownership = node.History.Judge(out _);
        node.Held.RemoveWhere(grain => !ownership.Owns(grain) && _random.Next(3) > 0);
        var busy = node.Held.Where(grain => !ownership.Owns(grain)).Select(grain => grain.GetUniformHashCode());
        var notice = new ReleaseNotice(node.Version, [.. busy]);
        if (notice.IsComplete) node.Released = node.Version;
        foreach (var other in _nodes)
        {
            if (other != node && other.IsRunning) _network.Add((other, node.Address, notice));
        }
    }

    private void Deliver()
    {
        // Most arrive soon, some late and some never.
        var index = _random.Next(4) > 0 ? Math.Max(0, _network.Count - 1 - _random.Next(6)) : _random.Next(_network.Count);
        var (to, from, notice) = _network[index];
        _network.RemoveAt(index);
        if (_network.Count > NoticesMax) _network.RemoveAt(0);
        if (to.IsRunning && _random.Next(8) > 0) to.History.Take(from, notice);
    }

    private static void TellLeasesOver(Node from, Node to)
    {
        if (from != to && from.Version >= to.Version && from.History.Judge(out _).IsSettled)
        {
            to.History.NoteLeasesOver(to.Version);
        }
    }

    private void Serve(Node node)
    {
        if (_time.GetUtcNow() >= node.LeaseEnd) return;

        var grain = GrainId.Create("g", _random.Next(Grains).ToString(CultureInfo.InvariantCulture));
        if (_random.Next(4) == 0) node.Held.Remove(grain);
        if (!node.History.Judge(out _).MayServe(grain) || !node.Held.Add(grain)) return;

        Served++;
        foreach (var other in _nodes)
        {
            if (other == node || !other.Held.Contains(grain)) continue;

            // What a silo without a lease has it does not serve any more.
            if (_time.GetUtcNow() >= other.LeaseEnd || !other.IsRunning) continue;

            Assert.Fail($"Seed {seed}: {grain} is served by {node} and {other} in version {_version}.");
        }
    }

    private ClusterView View()
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return new ClusterView(new MembershipTableData(
            [.. _rows.Select(row => Tuple.Create(
                new MembershipEntry
                {
                    SiloAddress = row.Address,
                    Status = row.Status,
                    SiloName = "silo",
                    IAmAliveTime = row.IsOrderly ? now - MembershipAgent.RecentTime : now,
                },
                "tag"))],
            new TableVersion(_version, "tag")));
    }

    private sealed class Node(SiloAddress address, TimeProvider time)
    {
        public SiloAddress Address => address;

        public RangeHistory History { get; } = new(address, Lease, time);

        public SiloStatus Status { get; set; }

        public bool IsRunning { get; set; } = true;

        public long Version { get; set; } = -1;

        public long Released { get; set; } = -1;

        public DateTimeOffset LeaseEnd { get; set; }

        public HashSet<GrainId> Held { get; } = [];

        public override string ToString() => $"{address} ({Status}, in version {Version})";
    }
}
