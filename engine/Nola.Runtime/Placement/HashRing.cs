using System.Collections.Immutable;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// Divides the hashes of grains among silos: each silo has many points on a ring, and a grain belongs to the silo of
/// the
/// first point at or after its hash. A function of the silos alone, so all who know them agree; when one comes or goes
/// only its own share moves.
/// </summary>
internal sealed class HashRing
{
    public const int PointsPerSilo = 128;

    public static readonly HashRing Empty = new([]);

    private readonly uint[] _points;
    private readonly SiloAddress[] _owners;

    public HashRing(ImmutableArray<SiloAddress> silos)
    {
        Silos = silos;
        var points = new List<(uint Point, SiloAddress Silo)>(silos.Length * PointsPerSilo);
        foreach (var silo in silos)
        {
            foreach (var point in silo.GetUniformHashCodes(PointsPerSilo)) points.Add((point, silo));
        }

        // Equal points of two silos must have the same order everywhere.
        points.Sort(static (a, b) => a.Point != b.Point ? a.Point.CompareTo(b.Point) : a.Silo.CompareTo(b.Silo));
        _points = [.. points.Select(p => p.Point)];
        _owners = [.. points.Select(p => p.Silo)];
    }

    public ImmutableArray<SiloAddress> Silos { get; }

    public SiloAddress? OwnerOf(GrainId grain) => OwnerOf(grain.GetUniformHashCode());

    public SiloAddress? OwnerOf(uint hash)
    {
        if (_points.Length == 0) return null;
        if (Silos.Length == 1) return _owners[0];

        var index = Array.BinarySearch(_points, hash);
        if (index >= 0)
        {
            while (index > 0 && _points[index - 1] == hash) index--;
            return _owners[index];
        }

        index = ~index;
        return _owners[index == _points.Length ? 0 : index];
    }

    /// <summary>The part of all hashes that a silo owns, from 0 to 1.</summary>
    public double ShareOf(SiloAddress silo)
    {
        if (Silos.Length <= 1) return Silos.Contains(silo) ? 1 : 0;

        double owned = 0;
        for (var i = 0; i < _points.Length; i++)
        {
            // The differences wrap around zero at the first point.
            if (_owners[i].Equals(silo)) owned += unchecked(_points[i] - _points[i == 0 ? _points.Length - 1 : i - 1]);
        }

        return owned / uint.MaxValue;
    }

    public bool Contains(SiloAddress silo) => Silos.Contains(silo);

    public bool HasSameSilos(HashRing other) => Silos.AsSpan().SequenceEqual(other.Silos.AsSpan());
}
