namespace Orleans;

/// <summary>A filter at the caller.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
