namespace Orleans.Runtime;

/// <summary>An activation that knows its runtime, so that grains need no field for it and no service look-up.</summary>
internal interface IGrainRuntimeHolder
{
    IGrainRuntime GrainRuntime { get; }
}
