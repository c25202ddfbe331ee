namespace Nola.Runtime.Placement;

/// <summary>Measures this silo. Implemented by Activation.</summary>
internal interface ILoadMeter
{
    SiloLoad Measure();
}
