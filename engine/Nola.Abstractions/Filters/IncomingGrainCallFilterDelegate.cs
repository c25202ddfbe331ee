namespace Orleans;

/// <summary>A filter at the callee.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);
