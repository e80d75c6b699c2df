-- Health of a RouteTable, RoutingPolicy or TrafficSteer: Healthy once every reachable selected node
-- proved this generation, Degraded while something stands against it, Progressing until it is known.
local function of(type)
  for _, condition in ipairs(obj.status.conditions) do
    if condition.type == type then
      return condition
    end
  end
  return nil
end

local function said(condition)
  return condition.reason .. ": " .. condition.message
end

if obj.metadata.deletionTimestamp ~= nil then
  return {status = "Progressing", message = "Deleted; it goes once no node holds it any more"}
end

if obj.status == nil or obj.status.conditions == nil
    or obj.status.observedGeneration == nil
    or obj.status.observedGeneration < obj.metadata.generation then
  return {status = "Progressing", message = "This generation is not judged yet"}
end

local accepted = of("Accepted")
if accepted ~= nil and accepted.status == "False" then
  return {status = "Degraded", message = said(accepted)}
end

-- A node took it back, or it does not fit: the rollout waits for somebody, whatever else serves.
for _, type in ipairs({"RolledBack", "CapacityExceeded"}) do
  local condition = of(type)
  if condition ~= nil and condition.status == "True" then
    return {status = "Degraded", message = said(condition)}
  end
end

local ready = of("Ready")
if ready == nil or ready.status == "Unknown" then
  return {status = "Progressing", message = ready ~= nil and said(ready) or "This generation is not judged yet"}
end
if ready.status == "False" then
  return {status = "Degraded", message = said(ready)}
end

-- It serves, with less than it asks for: said, and no reason to stop a sync.
local degraded = of("Degraded")
if degraded ~= nil and degraded.status == "True" then
  return {status = "Healthy", message = ready.message .. "; " .. said(degraded)}
end
return {status = "Healthy", message = ready.message}
